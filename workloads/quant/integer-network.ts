// The integer network: what runs on the arrays and, independently, in the reference. One per subnet; weights are shared.
import type { ScaleTable, TensorSpec } from "../../arch/isa/program.js";
import { inputsSeenBy } from "../codes/groups.js";
import type { IntegerLayer, MatrixLayer } from "../layers/index.js";

/** Weight codes at full width, shared by all subnets. [out][in][ky][kx], zero for inputs of another group. */
export interface WeightCodes {
  readonly id: string;
  readonly outChannels: number;
  readonly inChannels: number;
  readonly kernel: number;
  /** 1 where absent. */
  readonly groups?: number;
  readonly bits: number;
  /** Two's complement, or -1/+1 for one bit. */
  readonly encoding: "twos-complement" | "bipolar";
  readonly codes: Int16Array;
}

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
export const tablesOf = (network: IntegerNetwork): readonly ScaleTable[] =>
  network.layers.flatMap((layer) => ("table" in layer ? [layer.table] : []));

/** Output pixels of a matrix layer, read off its output tensor. */
const outputPixels = (network: IntegerNetwork, layer: MatrixLayer): number => {
  const output = tensorOf(network, layer.output);
  return output.height * output.width;
};

/** Multiply-accumulates of a matrix layer in this subnet. */
export function layerMacs(network: IntegerNetwork, layer: MatrixLayer): number {
  const { groups = 1, outChannels, inChannels, kernel } = layer.weights;
  const grouping = { groups, outputs: outChannels, inputsPerGroup: inChannels / groups };
  const [inputs, outputs] = [tensorOf(network, layer.input).channels, tensorOf(network, layer.output).channels];
  const seen = Array.from({ length: outputs }, (_, o) => inputsSeenBy(o, grouping, inputs).count);
  return outputPixels(network, layer) * seen.reduce((a, b) => a + b, 0) * kernel ** 2;
}

/** AND bit operations: one per pair of bit planes and multiply-accumulate. */
export const layerBitOps = (network: IntegerNetwork, layer: MatrixLayer): number =>
  layerMacs(network, layer) * layer.weights.bits * tensorOf(network, layer.input).bits;
