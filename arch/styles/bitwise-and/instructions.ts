// The instructions of bit-wise AND sub-arrays. Plain JSON; columns of an operand are the first ones of the array, and a tile with fewer
// elements uses its own.
import type { Affine } from "../../isa/affine.js";

/** Write the oldest window of the row buffer as bit planes into rows [row, row + bits). */
export interface WritePlanes {
  readonly op: "write-planes";
  readonly row: number;
  readonly bits: number;
}

/**
 * Write the row group of weights that has arrived as bit planes into rows [row + group x bits, + bits). Tiles with fewer groups do nothing.
 */
export interface WriteWeights {
  readonly op: "write-weights";
  readonly row: number;
  readonly bits: number;
  readonly group: Affine;
}

/**
 * For each channel of the tile: sum over weight planes m and input planes n of +-2^(m+n) bitcount(AND(row_m, row_n)).
 * Top planes of signed operands weigh -2^(bits-1). `bipolar` one-bit weights stand for -1/+1: 2 AND - sum of inputs.
 */
export interface AndAccumulate {
  readonly op: "and-accumulate";
  /** First row of the input planes. */
  readonly inputRow: number;
  readonly inputBits: number;
  readonly inputSigned: boolean;
  /** First row of the weight planes; channel i starts at weightRow + i x weightBits. */
  readonly weightRow: number;
  readonly weightBits: number;
  readonly encoding: "twos-complement" | "bipolar";
  /** Columns that hold elements. */
  readonly columns: number;
  /** Add to the newest set of sums instead of making another one. */
  readonly accumulate: boolean;
}

/** Sense rows together with one operation and write the result back: bulk bitwise work. */
export interface SenseRows {
  readonly op: "sense-rows";
  /** Member of the sense-operation registry. */
  readonly operation: string;
  readonly rows: readonly number[];
  /** Rows that take the result bits (full-add has two: sum, carry). */
  readonly destinations: readonly number[];
  readonly columns: number;
}

export type BitwiseInstruction = WritePlanes | WriteWeights | AndAccumulate | SenseRows;
