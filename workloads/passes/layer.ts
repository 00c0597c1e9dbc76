// What a layer is to the model: a pair of passes over the memory that the pass names. The active subnet is part of the pass,
// never of the layer.
import type { Feature, Kernels } from "../tensor/kernels.js";
import type { TensorLayout } from "../nn/parameters.js";
import type { Subnet } from "../nets/index.js";
import type { Values } from "./values.js";

/** Use batch statistics ("train"), or running ones ("evaluate"). */
export type Mode = "train" | "evaluate";

/** One walk of a block of images through the network. */
export interface Pass {
  readonly kernels: Kernels;
  readonly images: number;
  /** Index into the model's subnets, and that subnet. */
  readonly subnetIndex: number;
  readonly subnet: Subnet;
  readonly mode: Mode;
  /** Where the named tensor of this block lies, at this subnet's channels. */
  feature(tensor: string): Feature;
  /** Where its gradient lies (after a batch norm: the same memory as its input's gradient). */
  gradient(tensor: string): Feature;
  /** Pooled and linear tensors: [images][features]. */
  vector(tensor: string): Float32Array;
  vectorGradient(tensor: string): Float32Array;
  /** A tensor of either kind, and its gradient, for passes that go value by value. */
  values(tensor: string): Values;
  valueGradients(tensor: string): Values;
  readonly parameters: ParameterVector;
  /** Gradients of the parameters, added to. */
  readonly gradients: ParameterVector;
  /** Running batch-norm statistics, read in "evaluate". */
  readonly statistics: ParameterVector;
  /** Batch-norm statistics of this block, written in "train". */
  readonly batchStatistics: ParameterVector;
}

/** A flat vector with its layout. */
export interface ParameterVector {
  readonly layout: TensorLayout;
  readonly values: Float32Array;
}

export interface Layer {
  forward(pass: Pass): void;
  /** Adds parameter gradients and writes or adds the gradient of what it read; follows the forward of the same pass. */
  backward(pass: Pass): void;
  /** Clears the weight gradients before the first pass of a block, in layers that sum them in a form of their own. */
  beginBlock?(): void;
  /** Adds the weight gradients of all passes since beginBlock. */
  endBlock?(kernels: Kernels, gradients: Float32Array): void;
}

/** A tensor of a vector, by name. @throws RangeError for a name that it does not have */
export const parameter = ({ layout, values }: ParameterVector, name: string): Float32Array => layout.view(values, name);

/** Thresholds of the kernels' rectifier argument. */
export const rectifierFloor = (rectified: boolean): number => (rectified ? 0 : -Infinity);
