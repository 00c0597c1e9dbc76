// A program: what the compiler hands to the machine for one subnet. Plain JSON; loops stay loops.
import type { Affine } from "./affine.js";
import type { Instruction } from "./instruction.js";

/** Repeat the body `count` times; `index` names the loop for affine operands. */
export interface Loop {
  readonly kind: "loop";
  readonly index: string;
  readonly count: number;
  readonly body: readonly Node[];
}

export interface Act {
  readonly kind: "act";
  readonly instruction: Instruction;
}

/** Run the body only while `value` is below `below`: lanes whose share of a loop is one shorter. */
export interface When {
  readonly kind: "when";
  readonly value: Affine;
  readonly below: number;
  readonly body: readonly Node[];
}

export type Node = Loop | When | Act;

/** A feature map in the global buffer, channels x height x width integers. */
export interface TensorSpec {
  readonly id: string;
  readonly channels: number;
  readonly height: number;
  readonly width: number;
  readonly bits: number;
  readonly signed: boolean;
  /** Integer that stands for real zero; also the padding value it implies. */
  readonly zeroPoint: number;
}

/**
 * Scale-and-shift table of one layer for one subnet, f = fractionBits:
 * t = floor(((sum + offset) x multiplier + 2^(shift-1)) / 2^shift); r = floor((residual x residualMultiplier + 2^(residualShift-1)) / 2^residualShift);
 * y = clamp(floor((t + bias + r + 2^(f-1)) / 2^f), min, max). A shift or f of 0 rounds nothing.
 */
export interface ScaleTable {
  readonly id: string;
  /** What the input's zero point adds to every sum, negated: minus zero point times the channel's sum of weights. */
  readonly offsets: readonly number[];
  readonly multipliers: readonly number[];
  readonly biases: readonly number[];
  readonly shift: number;
  readonly fractionBits: number;
  readonly residualMultiplier: number;
  readonly residualShift: number;
  readonly min: number;
  readonly max: number;
  /** Bits that one channel's entry takes when the table is stored and moved. */
  readonly entryBits: number;
}

/** The active part of one tile: which sums it makes and which elements it needs. */
export interface Tile {
  /** Output channel of row group i is outStart + i x outStride. */
  readonly outStart: number;
  readonly outStride: number;
  readonly outCount: number;
  /** Dot-product elements [elementStart, elementStart + elementCount), one a column from column 0. */
  readonly elementStart: number;
  readonly elementCount: number;
  /** Row of the first weight plane; row group i starts at firstRow + i x weightBits. */
  readonly firstRow: number;
}

/** Copies of one layer's weights: lanes[l][t] is the sub-array of tile t in copy l. */
export interface LaneGroup {
  readonly tiles: readonly Tile[];
  readonly lanes: readonly (readonly number[])[];
}

/** One layer. Steps run one after another; inside a step lanes and agents overlap as their data allow. */
export interface Step {
  /** Network layer, the ledger's tag. */
  readonly tag: string;
  readonly group: LaneGroup;
  readonly body: readonly Node[];
}

export interface Program {
  readonly format: "pimento-program-1";
  readonly name: string;
  readonly tensors: readonly TensorSpec[];
  readonly tables: readonly ScaleTable[];
  readonly steps: readonly Step[];
  readonly input: string;
  readonly output: string;
}

/** A group for steps that only the buffer and the digital unit take part in. */
export const noTiles: LaneGroup = { tiles: [], lanes: [[]] };
