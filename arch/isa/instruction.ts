// The instruction set: the narrow waist between compiler and machine. Instructions are plain frozen JSON; what each one means, and
// what it does in time, stands in its entry of arch/agents (or of its compute style). Every instruction acts for one lane (one copy
// of a layer's weights) of the step it stands in.
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

/**
 * Send each tile of the lane its weights of one row group from outside; they land in the row buffer of the tile's sub-array, which must
 * write them. Tiles with fewer row groups take no part.
 */
export interface LoadWeights {
  readonly op: "load-weights";
  /** Of the model's weights. */
  readonly weights: string;
  readonly bits: number;
  /** Row group of the tile. */
  readonly group: Affine;
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

export type BufferInstruction = LoadImage | LoadTable | LoadWindow | LoadWeights;
export type DigitalInstruction = PostProcess | GlobalAveragePool | MaxPool;

/** What the sub-arrays of a compute style do besides sending sums: their own business, under names of their own. */
export interface StyleInstruction {
  readonly op: string;
}

export type Instruction = BufferInstruction | DigitalInstruction | SendSums | StyleInstruction;

/** A table with one entry for each instruction of a union: a forgotten member is a compile error. */
export type TableOf<I extends StyleInstruction, Entry extends { readonly [op: string]: unknown }> = { readonly [K in I["op"]]: Entry[K] };
