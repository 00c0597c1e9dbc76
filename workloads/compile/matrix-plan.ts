// What a subnet does with one matrix layer on the machine: its lanes, its pixels and the bits that move. The steps of a program are made
// from a plan, and the listing of a schedule is read off the same one.
import { payloadsOf } from "../../arch/buffer/payloads.js";
import type { LaneGroup, Tile } from "../../arch/isa/program.js";
import type { ChipSpec } from "../../arch/spec/chip-spec.js";
import { styleOf, type Matrix } from "../../arch/styles/index.js";
import { tensorOf, type IntegerNetwork } from "../quant/integer-network.js";
import type { MatrixLayer } from "../layers/index.js";
import type { PlacedLayer } from "./place.js";
import { activeTile, matrixOf } from "./tile.js";

export interface MatrixPlan {
  /** Of the active channels. */
  readonly matrix: Matrix;
  /** Tiles in use, in every copy. */
  readonly group: LaneGroup;
  readonly pixels: number;
  /** Of one partial sum. */
  readonly sumBits: number;
  /** Of one output value. */
  readonly outputBits: number;
}

/** The lanes of a subnet: dark tiles drop out of every copy. */
function laneGroup(placed: PlacedLayer, outChannels: number, elements: number): LaneGroup {
  const active = placed.tiles.map((tile) => activeTile(tile, outChannels, elements));
  const keep = active.flatMap((tile, t) => (tile === null ? [] : [t]));
  return { tiles: keep.map((t) => active[t] as Tile), lanes: placed.lanes.map((lane) => keep.map((t) => lane[t]!)) };
}

/** @throws ConfigError when sums do not fit the arrays of the chip */
export function matrixPlan(network: IntegerNetwork, layer: MatrixLayer, placed: PlacedLayer, chip: ChipSpec): MatrixPlan {
  const output = tensorOf(network, layer.output);
  const matrix = matrixOf(network, layer, output.channels, tensorOf(network, layer.input).channels);
  const group = laneGroup(placed, matrix.outChannels, matrix.elements);
  const widest = Math.max(...group.tiles.map((tile) => tile.elementCount));
  const sumBits = styleOf(chip).sumBits(matrix, widest, chip.array);
  return { matrix, group, pixels: output.height * output.width, sumBits, outputBits: output.bits };
}

/** What one output pixel moves and senses, all tiles of a lane together. */
export interface PixelTraffic {
  /** Sent from the global buffer, multicasts once. */
  readonly bitsIn: number;
  /** Written into the arrays. */
  readonly bitsWritten: number;
  /** Partial sums sent to the digital unit. */
  readonly bitsOut: number;
  /** Written back to the global buffer. */
  readonly bitsStored: number;
  /** By tile. */
  readonly passes: readonly number[];
}

const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);

/** Bits that one output pixel moves and passes that it takes, by the chip's compute style. */
export function pixelTraffic({ matrix, group, sumBits, outputBits }: MatrixPlan, chip: ChipSpec): PixelTraffic {
  const { tiles, lanes } = group;
  const works = tiles.map((tile) => styleOf(chip).pixelWork(matrix, tile, chip.array));
  return {
    bitsIn: sum(payloadsOf(tiles, lanes[0]!, matrix.inputBits).map((payload) => payload.bits)),
    bitsWritten: sum(works.map((work) => work.writtenBits)),
    bitsOut: sum(tiles.map((tile) => tile.outCount * sumBits)),
    bitsStored: matrix.outChannels * outputBits,
    passes: works.map((work) => work.passes),
  };
}
