// The integer network: what runs on the arrays and, independently, in the reference. One per subnet; weights are shared.
import type { ScaleTable, TensorSpec } from "../../arch/isa/program.js";

/** Weight codes at full width, shared by all subnets. [out][in][ky][kx]. */
export interface WeightCodes {
  readonly id: string;
  readonly outChannels: number;
  readonly inChannels: number;
  readonly kernel: number;
  readonly bits: number;
  /** Two's complement, or -1/+1 for one bit. */
  readonly encoding: "twos-complement" | "bipolar";
  readonly codes: Int16Array;
}

/** Convolution or linear layer with everything that follows it in the digital unit. */
export interface MatrixLayer {
  readonly kind: "matrix";
  /** What it was in the network; both run on the arrays alike. */
  readonly source: "conv" | "linear";
  /** Network node that holds the weights: also the ledger's tag. */
  readonly id: string;
  readonly input: string;
  readonly output: string;
  readonly weights: WeightCodes;
  readonly stride: number;
  readonly padding: number;
  readonly table: ScaleTable;
  readonly residual: { readonly tensor: string; readonly stride: number } | null;
}

export interface PoolLayer {
  readonly kind: "global-average-pool";
  readonly id: string;
  readonly input: string;
  readonly output: string;
  readonly table: ScaleTable;
}

/** Largest code of every window: a positive scale keeps the order, so the result has its input's scale, zero point and range, and no table. */
export interface MaxPoolLayer {
  readonly kind: "max-pool";
  readonly id: string;
  readonly input: string;
  readonly output: string;
  readonly kernel: number;
  readonly stride: number;
  readonly padding: number;
}

export type IntegerLayer = MatrixLayer | MaxPoolLayer | PoolLayer;

/** One subnet as integers. Active channels of a layer are those of its tensors; weights are used as a prefix. */
export interface IntegerNetwork {
  readonly name: string;
  readonly width: number | null;
  readonly channels: readonly number[];
  readonly tensors: readonly TensorSpec[];
  readonly layers: readonly IntegerLayer[];
  readonly input: string;
  readonly output: string;
}

/** All subnets over one set of weights. */
export interface QuantizedModel {
  readonly name: string;
  /** Full-width weights, in layer order. */
  readonly weights: readonly WeightCodes[];
  readonly subnets: readonly IntegerNetwork[];
}

/** Tensor of a network by id. */
export function tensorOf(network: IntegerNetwork, id: string): TensorSpec {
  const tensor = network.tensors.find((candidate) => candidate.id === id);
  if (tensor === undefined) throw new RangeError(`no tensor "${id}" in ${network.name}`);
  return tensor;
}

/** Tables of the layers that have one, in layer order. */
export const tablesOf = (network: IntegerNetwork): readonly ScaleTable[] => network.layers.flatMap((layer) => (layer.kind === "max-pool" ? [] : [layer.table]));

/** Output pixels of a matrix layer, read off its output tensor. */
export const outputPixels = (network: IntegerNetwork, layer: MatrixLayer): number => {
  const output = tensorOf(network, layer.output);
  return output.height * output.width;
};

/** Multiply-accumulates of a matrix layer in this subnet. */
export const layerMacs = (network: IntegerNetwork, layer: MatrixLayer): number =>
  outputPixels(network, layer) * tensorOf(network, layer.output).channels * tensorOf(network, layer.input).channels * layer.weights.kernel ** 2;

/** AND bit operations: one per pair of bit planes and multiply-accumulate. */
export const layerBitOps = (network: IntegerNetwork, layer: MatrixLayer): number =>
  layerMacs(network, layer) * layer.weights.bits * tensorOf(network, layer.input).bits;
