// The bits that a bit-wise AND sub-array would sense and write where no image decides them: independent bits of stated densities.
import type { Density } from "../../agents/chip-units.js";
import type { Tile } from "../../isa/program.js";
import { sensesOf } from "./bitwise-acts.js";
import type { AccumulateBits, SensedBits, TruthFunction, WrittenBits } from "./bitwise-state.js";
import { columnsOf } from "./bitwise-state.js";
import type { AndAccumulate, SenseRows } from "./instructions.js";

/** P(output is 1) of a function of the count of ones among independent bits: a binomial sum. */
function onesRatio(truth: TruthFunction, output: number, rows: number, ones: number): number {
  let ratio = 0;
  for (let pattern = 0; pattern < 2 ** rows; pattern++) {
    const count = Array.from({ length: rows }, (_, row) => (pattern >> row) & 1).reduce((sum, bit) => sum + bit, 0);
    if (truth(count)[output] === 1) ratio += ones ** count * (1 - ones) ** (rows - count);
  }
  return ratio;
}

/** @param ones share of them */
export function assumedWrite(bits: number, ones: number): WrittenBits {
  const set = Math.round(bits * ones);
  return { set, reset: bits - set };
}

/** ANDs of independent bits; reads see the inputs alone. */
export function assumedSense(instruction: AndAccumulate, tile: Tile, { inputOnes, weightOnes }: Density): AccumulateBits {
  const { and, read } = sensesOf(instruction, tile.outCount);
  const columns = columnsOf(instruction.columns, tile);
  return { and: { ones: Math.round(and * columns * inputOnes * weightOnes) }, read: { ones: Math.round(read * columns * inputOnes) } };
}

/** Outputs of independent stored bits, each 1 with the share of weights. */
export function assumedRows(
  instruction: SenseRows, truth: TruthFunction, { weightOnes }: Density,
): { readonly sensed: SensedBits; readonly written: WrittenBits } {
  const { destinations, columns, rows } = instruction;
  const ones = destinations.map((_, output) => Math.round(columns * onesRatio(truth, output, rows.length, weightOnes)));
  const set = ones.reduce((sum, count) => sum + count, 0);
  return { sensed: { ones: ones[0] ?? 0 }, written: { set, reset: columns * destinations.length - set } };
}
