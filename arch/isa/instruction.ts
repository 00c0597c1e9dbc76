// The instruction set: the narrow waist between compiler and machine. Instructions are plain frozen JSON;
// arch/interpreter defines what they mean, arch/chip gives them time and energy.
// Every instruction acts for one lane (one copy of a layer's weights) of the step it stands in.
import type { Affine } from "./affine.js";

/** Which agent of a lane executes it: the global buffer's sequencer, each sub-array, or the digital unit. */
export type Agent = "buffer" | "array" | "digital";

/** Position of a convolution window in a feature map: output pixel `pixel` of a map `outWidth` wide. */
export interface WindowAddress {
  readonly tensor: string;
  readonly kernel: number;
  readonly stride: number;
  readonly padding: number;
  readonly outWidth: number;
  readonly pixel: Affine;
}

/** Bring the input image from outside into the global buffer. */
export interface LoadImage {
  readonly op: "load-image";
  readonly tensor: string;
}

/** Bring a scale-and-shift table (the per-subnet state of a layer) from the global buffer to the digital unit. */
export interface LoadTable {
  readonly op: "load-table";
  readonly table: string;
}

/** Expand one window at the global buffer and send each tile its elements; lands in the row buffer of the lane's sub-arrays. */
export interface LoadWindow {
  readonly op: "load-window";
  readonly window: WindowAddress;
}

/** Write the oldest window of the row buffer as bit planes into rows [row, row + bits). */
export interface WritePlanes {
  readonly op: "write-planes";
  readonly row: number;
  readonly bits: number;
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
  readonly weightBits: number;
  readonly encoding: "twos-complement" | "bipolar";
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

/** Send the oldest set of sums to the digital unit, `sumBits` each. */
export interface SendSums {
  readonly op: "send-sums";
  readonly sumBits: number;
}

/** Residual operand of a post-process: same pixel of a map that may be `stride` times larger, channels aligned as a prefix. */
export interface Residual {
  readonly tensor: string;
  readonly stride: number;
}

/** Add the partial sums of column chunks, scale, shift, add the residual, clamp, store one pixel of the output map. */
export interface PostProcess {
  readonly op: "post-process";
  readonly table: string;
  readonly output: string;
  readonly outWidth: number;
  readonly pixel: Affine;
  readonly residual: Residual | null;
}

/** Mean over all pixels of each channel, re-quantised. */
export interface GlobalAveragePool {
  readonly op: "global-average-pool";
  readonly input: string;
  readonly output: string;
  readonly table: string;
}

/** Largest code of one window by channel, stored as one pixel of the output map; only pixels of the map take part, padding never does. */
export interface MaxPool {
  readonly op: "max-pool";
  readonly window: WindowAddress;
  readonly output: string;
}

export type Instruction = LoadImage | LoadTable | LoadWindow | WritePlanes | AndAccumulate | SenseRows | SendSums | PostProcess | GlobalAveragePool | MaxPool;
export type Op = Instruction["op"];

/** Visitor over instructions: a forgotten member is a compile error. */
export type InstructionTable<R, A extends unknown[] = []> = { readonly [K in Op]: (instruction: Extract<Instruction, { op: K }>, ...args: A) => R };

/** Call the visitor's entry for an instruction. */
export function visit<R, A extends unknown[]>(table: InstructionTable<R, A>, instruction: Instruction, ...args: A): R {
  const handler = table[instruction.op] as (instruction: Instruction, ...rest: A) => R;
  return handler(instruction, ...args);
}

/** Who executes what. */
export const agentOf: { readonly [K in Op]: Agent } = {
  "load-image": "buffer",
  "load-table": "buffer",
  "load-window": "buffer",
  "write-planes": "array",
  "and-accumulate": "array",
  "sense-rows": "array",
  "send-sums": "array",
  "post-process": "digital",
  "global-average-pool": "digital",
  "max-pool": "digital",
};
