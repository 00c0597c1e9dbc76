// Predecoder of an address: one or two blocks of up to six bits, each block one or two levels of NANDs with driver chains.
// Inputs arrive as a step. Leaves out address latches and wire resistance of the predecoded lines.

import type { CircuitContext } from "./circuit-context.js";
import { decoderGate, decoderGateDelay } from "./decoder-gate.js";
import type { DecoderGate } from "./decoder-gate.js";
import type { StageDelay } from "./horowitz.js";
import { nand } from "./gate.js";

export interface Predecoder {
  readonly areaM2: number;
  readonly leakageW: number;
  /** One address: one output of each block fires. */
  readonly energyJ: number;
  /** Until the slowest predecoded line stands; its slope is the slowest of all lines'. */
  readonly output: StageDelay;
  /** Blocks, which is the number of lines each row gate joins. */
  readonly blocks: number;
}

interface Level { readonly gate: DecoderGate; readonly outputs: number; readonly copies: number }

/** No address bits: nothing is built and the address stands at once. */
const NOTHING: Predecoder = { areaM2: 0, leakageW: 0, energyJ: 0, output: { delayS: 0, slopePerS: Infinity }, blocks: 0 };

/** @param lines addressed lines  @param loadF on each predecoded line of the blocks */
export function predecoder(context: CircuitContext, lines: number, loadF: (outputs: number) => number): Predecoder {
  const bits = addressBits(lines);
  if (bits === 0) return NOTHING;
  const split = bits <= 3 ? [bits] : [Math.ceil(bits / 2), Math.floor(bits / 2)];
  const blocks = split.map((blockBits) => block(context, blockBits, loadF(2 ** blockBits)));
  return {
    areaM2: blocks.reduce((total, each) => total + each.areaM2, 0),
    leakageW: blocks.reduce((total, each) => total + each.leakageW, 0),
    energyJ: blocks.reduce((total, each) => total + each.energyJ, 0),
    output: slowest(blocks.map((each) => each.output)),
    blocks: blocks.length,
  };
}

/** Address bits of `lines` lines, rounded up. */
export function addressBits(lines: number): number {
  return Math.ceil(Math.log2(lines));
}

type Block = Omit<Predecoder, "blocks">;

function block(context: CircuitContext, bits: number, loadF: number): Block {
  if (bits > 6) return wideBlock(context, bits, loadF);
  const last = { gate: lastGate(context, bits, loadF), outputs: 2 ** bits, copies: 1 };
  if (bits <= 3) return blockOf(context, [last], [decoderGateDelay(context, last.gate, Infinity)]);
  const first = firstLevels(context, bits);
  const paths = first.map(({ gate }) => {
    const before = decoderGateDelay(context, gate, Infinity);
    const after = decoderGateDelay(context, last.gate, before.slopePerS);
    return { delayS: before.delayS + after.delayS, slopePerS: after.slopePerS };
  });
  return blockOf(context, [...first, last], paths);
}

// More rows than the reference ever builds: two narrower blocks joined by NANDs of their own.
function wideBlock(context: CircuitContext, bits: number, loadF: number): Block {
  const gate = decoderGate(context, 2, { loadF, lineOhm: 0 });
  const halves = [Math.ceil(bits / 2), Math.floor(bits / 2)].map((half) => block(context, half, 2 ** (bits - half) * gate.inputCapF));
  const before = slowest(halves.map((half) => half.output));
  const after = decoderGateDelay(context, gate, before.slopePerS);
  const joined = blockOf(
    context, [{ gate, outputs: 2 ** bits, copies: 1 }], [{ delayS: before.delayS + after.delayS, slopePerS: after.slopePerS }]
  );
  return halves.reduce((total, half) => ({
    areaM2: total.areaM2 + half.areaM2,
    leakageW: total.leakageW + half.leakageW,
    energyJ: total.energyJ + half.energyJ,
    output: total.output,
  }), joined);
}

function lastGate(context: CircuitContext, bits: number, loadF: number): DecoderGate {
  const load = { loadF, lineOhm: 0 };
  if (bits <= 3) return decoderGate(context, bits as 1 | 2 | 3, load);
  return decoderGate(context, 2, load);
}

/** The two small predecoders of a 4-, 5- or 6-bit block; every output is loaded by the NANDs that use it. */
function firstLevels(context: CircuitContext, bits: number): Level[] {
  const inputCapF = nand(context, 2).inputCapF;
  const level = (own: 2 | 3, copies: number): Level => ({
    gate: decoderGate(context, own, { loadF: 2 ** (bits - own) * inputCapF, lineOhm: 0 }),
    outputs: 2 ** own,
    copies,
  });
  if (bits === 5) return [level(2, 1), level(3, 1)];
  return [level(bits === 4 ? 2 : 3, 2)];
}

function blockOf(context: CircuitContext, levels: readonly Level[], paths: readonly StageDelay[]): Block {
  const counted = (copies: number): number => (context.conventions.countsTwinPredecoderOnce ? 1 : copies);
  return levels.reduce<Block>((total, { gate, outputs, copies }) => ({
    areaM2: total.areaM2,
    leakageW: total.leakageW + counted(copies) * outputs * gate.leakageW,
    energyJ: total.energyJ + counted(copies) * gate.energyJ,
    output: total.output,
  }), { areaM2: boundingBox(levels), leakageW: 0, energyJ: 0, output: slowest(paths) });
}

/** First levels stand one above the other in a column beside the last level. */
function boundingBox(levels: readonly Level[]): number {
  const column = (some: readonly Level[]): { widthM: number; heightM: number } => ({
    widthM: Math.max(0, ...some.map(({ gate }) => gate.widthM)),
    heightM: some.reduce((total, { gate, outputs, copies }) => total + copies * outputs * gate.heightM, 0),
  });
  const first = column(levels.slice(0, -1));
  const last = column(levels.slice(-1));
  return (first.widthM + last.widthM) * Math.max(first.heightM, last.heightM);
}

function slowest(paths: readonly StageDelay[]): StageDelay {
  return {
    delayS: Math.max(...paths.map((path) => path.delayS)),
    slopePerS: Math.min(...paths.map((path) => path.slopePerS)),
  };
}
