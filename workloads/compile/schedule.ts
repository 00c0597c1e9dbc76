// Pass 3: one subnet's program over a deployment. Loops stay loops; lanes share the pixels of a layer round-robin.
import { ConfigError } from "../../sim/errors.js";
import type { ChipSpec } from "../../arch/spec/chip-spec.js";
import type { Affine } from "../../arch/isa/affine.js";
import type { Instruction } from "../../arch/isa/instruction.js";
import { noTiles, type LaneGroup, type Node, type Program, type Step, type Tile } from "../../arch/isa/program.js";
import { tablesOf, tensorOf, type IntegerNetwork, type MatrixLayer, type MaxPoolLayer, type PoolLayer } from "../quant/integer-network.js";
import { activeTile } from "./tile.js";
import type { Deployment, PlacedLayer } from "./place.js";

const act = (instruction: Instruction): Node => ({ kind: "act", instruction });

/** Bits of the largest sum of a tile, sign included: bits(N) + bits(M) + log2(elements) + 1. */
export const sumBitsOf = (elements: number, inputBits: number, weightBits: number): number => inputBits + weightBits + Math.ceil(Math.log2(Math.max(2, elements))) + 1;

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

function pixelBody(layer: MatrixLayer, pixel: Affine, outWidth: number, inputSpec: { bits: number; signed: boolean }, bits: number): Node[] {
  const { weights, stride, padding } = layer;
  return [
    act({ op: "load-window", window: { tensor: layer.input, kernel: weights.kernel, stride, padding, outWidth, pixel } }),
    act({ op: "write-planes", row: 0, bits: inputSpec.bits }),
    act({ op: "and-accumulate", inputRow: 0, inputBits: inputSpec.bits, inputSigned: inputSpec.signed, weightBits: weights.bits, encoding: weights.encoding }),
    act({ op: "send-sums", sumBits: bits }),
    act({ op: "post-process", table: layer.table.id, output: layer.output, outWidth, pixel, residual: layer.residual }),
  ];
}

function matrixSteps(network: IntegerNetwork, layer: MatrixLayer, placed: PlacedLayer, chip: ChipSpec): Step[] {
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

const tableStep = (tag: string, table: string): Step => ({ tag, group: noTiles, body: [act({ op: "load-table", table })] });

const poolSteps = ({ id, input, output, table }: PoolLayer): Step[] =>
  [tableStep(id, table.id), { tag: id, group: noTiles, body: [act({ op: "global-average-pool", input, output, table: table.id })] }];

function maxPoolStep(network: IntegerNetwork, { id, input, output, kernel, stride, padding }: MaxPoolLayer): Step {
  const { height, width: outWidth } = tensorOf(network, output);
  const window = { tensor: input, kernel, stride, padding, outWidth, pixel: { base: 0, terms: { pixel: 1 } } };
  return { tag: id, group: noTiles, body: [{ kind: "loop", index: "pixel", count: height * outWidth, body: [act({ op: "max-pool", window, output })] }] };
}

/** Most bits of feature maps that are alive at once, with the layer that needs them. */
export function liveBits(network: IntegerNetwork): { readonly bits: number; readonly layer: string } {
  const lastUse = new Map<string, number>([[network.output, network.layers.length]]);
  network.layers.forEach((layer, i) => {
    lastUse.set(layer.input, i);
    if (layer.kind === "matrix" && layer.residual !== null) lastUse.set(layer.residual.tensor, i);
  });
  const made = new Map<string, number>([[network.input, 0]]);
  network.layers.forEach((layer, i) => made.set(layer.output, i));
  let worst = { bits: 0, layer: "" };
  network.layers.forEach((layer, i) => {
    const alive = network.tensors.filter((tensor) => made.get(tensor.id)! <= i && (lastUse.get(tensor.id) ?? i) >= i);
    const bits = alive.reduce((sum, tensor) => sum + tensor.channels * tensor.height * tensor.width * tensor.bits, 0);
    if (bits > worst.bits) worst = { bits, layer: layer.id };
  });
  return worst;
}

/** Bits of the scale tables of one subnet; those of all subnets stay in the global buffer. */
export const tableBits = (network: IntegerNetwork): number =>
  tablesOf(network).reduce((sum, table) => sum + table.multipliers.length * table.entryBits, 0);

function checkBuffer(network: IntegerNetwork, allTableBits: number, chip: ChipSpec): void {
  const { bits, layer } = liveBits(network);
  if (bits + allTableBits <= chip.globalBuffer.capacityBits) return;
  throw new ConfigError({
    path: "chip.globalBuffer.capacity",
    message: `feature maps of subnet ${network.name} need ${bits} bits at layer ${layer}, scale tables of all subnets ${allTableBits} bits`,
    found: `${chip.globalBuffer.capacityBits} bits`,
    allowed: `${bits + allTableBits} bits or more`,
  });
}

/**
 * @param allTableBits of the scale tables of all subnets
 * @throws ConfigError when sums, feature maps or tables do not fit the chip
 */
export function scheduleSubnet(network: IntegerNetwork, deployment: Deployment, chip: ChipSpec, allTableBits: number): Program {
  checkBuffer(network, allTableBits, chip);
  const placed = new Map(deployment.layers.map((layer) => [layer.id, layer]));
  const steps = network.layers.flatMap((layer): Step[] => {
    if (layer.kind === "matrix") return matrixSteps(network, layer, placed.get(layer.id)!, chip);
    return layer.kind === "max-pool" ? [maxPoolStep(network, layer)] : poolSteps(layer);
  });
  const input: Step = { tag: "input", group: noTiles, body: [act({ op: "load-image", tensor: network.input })] };
  return {
    format: "pimento-program-1",
    name: network.name,
    tensors: network.tensors,
    tables: tablesOf(network),
    steps: [input, ...steps],
    input: network.input,
    output: network.output,
  };
}

