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
 * t = floor(((sum + offset) x multiplier + 2^(shift-1)) / 2^shift); r = floor((residual x residualMultiplier + 2^(residualShift-1)) /
 * 2^residualShift); y = clamp(floor((t + bias + r + 2^(f-1)) / 2^f), min, max). A shift or f of 0 rounds nothing.
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

/** The active part of one tile: which sums it makes and which elements it needs. Where its weights lie is said by instructions. */
export interface Tile {
  /** Output channel of row group i is outStart + i x outStride. */
  readonly outStart: number;
  readonly outStride: number;
  readonly outCount: number;
  /** Dot-product elements [elementStart, elementStart + elementCount). */
  readonly elementStart: number;
  readonly elementCount: number;
}

/** Copies of one layer's weights: lanes[l][t] is the sub-array of tile t in copy l. */
export interface LaneGroup {
  readonly tiles: readonly Tile[];
  readonly lanes: readonly (readonly number[])[];
}

/** Work on one layer. Lanes and agents overlap as their data allow, and so do steps that do not come after one another. */
export interface Step {
  /** Network layer, the ledger's tag. */
  readonly layer: string;
  /** Positions of the steps that must have ended before this one starts. Pixels of maps are waited for one by one besides. */
  readonly after: readonly number[];
  readonly group: LaneGroup;
  readonly body: readonly Node[];
}

/** Steps that a machine of one compute style can run. */
export interface StepList {
  readonly format: "pimento-program-2";
  readonly name: string;
  /** Member of the registry of compute styles. */
  readonly style: string;
  readonly tensors: readonly TensorSpec[];
  readonly tables: readonly ScaleTable[];
  readonly steps: readonly Step[];
}

/** From an image to an output map. */
export interface Program extends StepList {
  readonly input: string;
  readonly output: string;
}

/** A group for steps that only the buffer and the digital unit take part in. */
export const noTiles: LaneGroup = { tiles: [], lanes: [[]] };

/** Steps that come one after another, from steps without a place in a row. */
export const inARow = (steps: readonly Omit<Step, "after">[]): Step[] =>
  steps.map(({ layer, group, body }, n) => ({ layer, after: n === 0 ? [] : [n - 1], group, body }));
