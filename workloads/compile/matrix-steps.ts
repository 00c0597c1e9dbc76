// The steps of a matrix layer: its scale table, then pixel by pixel a window in, products in the arrays, sums out and post-processed.
// Lanes share the pixels of a layer round-robin.
import { ConfigError } from "../../sim/errors.js";
import type { ChipSpec } from "../../arch/spec/chip-spec.js";
import type { Affine } from "../../arch/isa/affine.js";
import type { LaneGroup, Node, Step, Tile } from "../../arch/isa/program.js";
import { tensorOf, type IntegerNetwork, type MatrixLayer } from "../quant/integer-network.js";
import type { PlacedLayer } from "./place.js";
import { act, tableStep } from "./steps.js";
import { activeTile } from "./tile.js";

/** Bits of the largest sum of a tile, sign included: bits(N) + bits(M) + log2(elements) + 1. */
const sumBitsOf = (elements: number, inputBits: number, weightBits: number): number =>
  inputBits + weightBits + Math.ceil(Math.log2(Math.max(2, elements))) + 1;

/** The lanes of a subnet: dark tiles drop out of every copy. */
function laneGroup(placed: PlacedLayer, outChannels: number, elements: number): LaneGroup {
  const active = placed.tiles.map((tile) => activeTile(tile, outChannels, elements));
  const keep = active.flatMap((tile, t) => (tile === null ? [] : [t]));
  return { tiles: keep.map((t) => active[t] as Tile), lanes: placed.lanes.map((lane) => keep.map((t) => lane[t]!)) };
}

function sumBits(layer: MatrixLayer, group: LaneGroup, inputBits: number, chip: ChipSpec): number {
  const widest = Math.max(...group.tiles.map((tile) => tile.elementCount));
  const bits = sumBitsOf(widest, inputBits, layer.weights.bits);
  if (bits <= chip.array.accumulatorBits) return bits;
  throw new ConfigError({
    path: "chip.array.accumulatorBits",
    message: `sums of layer ${layer.id} (${inputBits} x ${layer.weights.bits} bits over ${widest} columns) need ${bits} bits`,
    found: String(chip.array.accumulatorBits),
    allowed: `${bits} or more`,
  });
}

function pixelBody(layer: MatrixLayer, pixel: Affine, outWidth: number, input: { bits: number; signed: boolean }, bits: number): Node[] {
  const { weights: { kernel, bits: weightBits, encoding }, stride, padding } = layer;
  return [
    act({ op: "load-window", window: { tensor: layer.input, kernel, stride, padding, outWidth, pixel } }),
    act({ op: "write-planes", row: 0, bits: input.bits }),
    act({ op: "and-accumulate", inputRow: 0, inputBits: input.bits, inputSigned: input.signed, weightBits, encoding }),
    act({ op: "send-sums", sumBits: bits }),
    act({ op: "post-process", table: layer.table.id, output: layer.output, outWidth, pixel, residual: layer.residual }),
  ];
}

/** @throws ConfigError when sums do not fit the accumulators of the chip */
export function matrixSteps(network: IntegerNetwork, layer: MatrixLayer, placed: PlacedLayer, chip: ChipSpec): Step[] {
  const input = tensorOf(network, layer.input);
  const output = tensorOf(network, layer.output);
  const group = laneGroup(placed, output.channels, input.channels * layer.weights.kernel ** 2);
  const pixels = output.height * output.width;
  const lanes = group.lanes.length;
  const pixel: Affine = { base: 0, terms: { lane: 1, round: lanes } };
  const inner = pixelBody(layer, pixel, output.width, input, sumBits(layer, group, input.bits, chip));
  const guarded: Node[] = pixels % lanes === 0 ? inner : [{ kind: "when", value: pixel, below: pixels, body: inner }];
  const body: Node[] = [{ kind: "loop", index: "round", count: Math.ceil(pixels / lanes), body: guarded }];
  return [tableStep(layer.id, layer.table.id), { tag: layer.id, group, body }];
}
