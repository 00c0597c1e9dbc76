// What a bit-wise AND sub-array holds and computes: real bits, a row buffer of windows, finished sums. No time, no energy.
import { planeWeight } from "../../bits/bit-planes.js";
import type { BitMemory } from "../../bits/bit-memory.js";
import type { ArrayState } from "../../agents/array-state.js";
import type { ErrorSource, SensedAct } from "../../array/error-source.js";
import type { Tile } from "../../isa/program.js";
import type { AndAccumulate, SenseRows } from "./instructions.js";
import { bitsOf, disturbRows, disturbSums, inputSumError } from "./sensed-acts.js";

/** How many bits an act wrote, by value; set = 1. */
export interface WrittenBits {
  readonly set: number;
  readonly reset: number;
}

/** How many of the bits that an act sensed are one, by the operation's first output. */
export interface SensedBits {
  readonly ones: number;
}

/** Of an and-accumulate: its ANDs, and the single-row reads of bipolar weights. */
export interface AccumulateBits {
  readonly and: SensedBits;
  readonly read: SensedBits;
}

/** One result bit row per output of a sense operation, from the count of ones of each column. */
export type TruthFunction = (countOfOnes: number) => readonly number[];

/** Columns of an operand that hold elements of a tile. */
export const columnsOf = (columns: number, tile: Tile): number => Math.min(columns, tile.elementCount);

/** The functional half of one sub-array. */
export class BitwiseState implements ArrayState {
  readonly #windows: Uint16Array[] = [];
  readonly #sums: Float64Array[] = [];
  readonly #bitAt: SensedAct["bitAt"];

  constructor(
    readonly memory: BitMemory,
    readonly index: number,
    readonly errors: ErrorSource,
  ) {
    this.#bitAt = bitsOf(memory, index);
  }

  withErrors(errors: ErrorSource): BitwiseState {
    return new BitwiseState(this.memory, this.index, errors);
  }

  receive(window: Uint16Array): void {
    this.#windows.push(window);
  }

  /** Write the oldest window as planes into rows from `row` on. @throws RangeError when none has arrived */
  writePlanes(row: number, bits: number): WrittenBits {
    const window = this.#windows.shift();
    if (window === undefined) throw new RangeError(`sub-array ${this.index}: a write of planes without a window in the row buffer`);
    this.memory.values.set(window);
    const set = this.memory.packPlanes(this.index, row, bits, window.length);
    return { set, reset: window.length * bits - set };
  }

  /** Sums of all channels of the tile go to the sum buffer. @returns bits rightly sensed while ANDing (and reading, if bipolar). */
  andAccumulate(instruction: AndAccumulate, tile: Tile): AccumulateBits {
    const { sums, ones } = this.memory.andAccumulate(this.index, {
      weightRow: instruction.weightRow,
      channels: tile.outCount,
      weightBits: instruction.weightBits,
      weightSigned: instruction.encoding === "twos-complement",
      inputRow: instruction.inputRow,
      inputBits: instruction.inputBits,
      inputSigned: instruction.inputSigned,
      columns: columnsOf(instruction.columns, tile),
    });
    const result = sums.slice();
    disturbSums(result, this.errors, this.#bitAt, instruction, columnsOf(instruction.columns, tile));
    const read = instruction.encoding === "bipolar" ? this.#toBipolar(result, instruction, tile) : { ones: 0 };
    this.#keep(result, instruction.accumulate);
    return { and: { ones }, read };
  }

  /** Sense rows together; the sensed columns of the result rows are written back. */
  senseRows(instruction: SenseRows, truth: TruthFunction): { readonly sensed: SensedBits; readonly written: WrittenBits } {
    const results = instruction.destinations.map(() => new Uint32Array(this.memory.row(this.index, 0).length));
    const rows = instruction.rows.map((row) => this.memory.row(this.index, row));
    for (let column = 0; column < instruction.columns; column++) {
      const count = rows.reduce((sum, row) => sum + ((row[column >> 5]! >>> (column & 31)) & 1), 0);
      const outputs = truth(count);
      results.forEach((words, output) => (words[column >> 5] = words[column >> 5]! | (outputs[output]! << (column & 31))));
    }
    const sensed = { ones: results[0] === undefined ? 0 : countOnes(results[0]) };
    disturbRows(results, this.errors, this.#bitAt, instruction);
    const set = results.reduce((sum, words) => sum + countOnes(words), 0);
    instruction.destinations.forEach(
      (row, output) => writeColumns(this.memory.row(this.index, row), results[output]!, instruction.columns)
    );
    return { sensed, written: { set, reset: instruction.columns * instruction.destinations.length - set } };
  }

  takeSums(): Float64Array {
    const sums = this.#sums.shift();
    if (sums === undefined) throw new RangeError(`sub-array ${this.index}: send-sums without finished sums`);
    return sums;
  }

  get isDrained(): boolean {
    return this.#windows.length === 0 && this.#sums.length === 0;
  }

  #keep(sums: Float64Array, accumulate: boolean): void {
    const newest = accumulate ? this.#sums.at(-1) : undefined;
    if (newest === undefined) this.#sums.push(sums);
    else sums.forEach((sum, c) => (newest[c] = newest[c]! + sum));
  }

  /** 2 AND - sum of inputs; the sum of inputs takes one read of each input row, the same for all channels. */
  #toBipolar(sums: Float64Array, instruction: AndAccumulate, tile: Tile): SensedBits {
    let inputSum = inputSumError(this.errors, this.#bitAt, instruction, columnsOf(instruction.columns, tile));
    let ones = 0;
    for (let n = 0; n < instruction.inputBits; n++) {
      const count = countOnes(this.memory.row(this.index, instruction.inputRow + n));
      ones += count;
      inputSum += count * planeWeight(n, instruction.inputBits, instruction.inputSigned);
    }
    for (let c = 0; c < sums.length; c++) sums[c] = 2 * sums[c]! - inputSum;
    return { ones };
  }
}

/** The first `columns` bits of `values` into a row; the others keep what they hold. */
function writeColumns(row: Uint32Array, values: Uint32Array, columns: number): void {
  for (let word = 0; word * 32 < columns; word++) {
    const width = columns - word * 32;
    const mask = width >= 32 ? 0xffffffff : (1 << width) - 1;
    row[word] = (row[word]! & ~mask) | (values[word]! & mask);
  }
}

/** Number of ones in a row of words. */
function countOnes(words: Uint32Array): number {
  let total = 0;
  for (let word of words) {
    for (; word !== 0; word &= word - 1) total++;
  }
  return total;
}
