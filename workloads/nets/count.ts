// Work and storage of a subnet: multiply-accumulates and parameters, conv and linear layers only (batch norm, activations and
// option-A shortcuts are not counted as MACs).
import { fullSubnet, inferShapes } from "./shapes.js";
import type { NetworkSpec, Subnet } from "./network.js";

export interface LayerCount {
  readonly id: string;
  readonly kind: "conv" | "linear";
  readonly macs: number;
  /** Weights without bias. */
  readonly weights: number;
}

export interface NetworkCount {
  readonly macs: number;
  readonly convMacs: number;
  /** Weights, linear bias, and scale + shift of one batch-norm set. */
  readonly parameters: number;
  readonly layers: readonly LayerCount[];
}

/** Counts one image through the subnet (the full network by default). */
export function countNetwork(spec: NetworkSpec, subnet: Subnet = fullSubnet(spec)): NetworkCount {
  const shapes = inferShapes(spec, subnet);
  const layers: LayerCount[] = [];
  let others = 0;
  for (const node of spec.nodes) {
    const [input, output] = [shapes.get(node.input)!, shapes.get(node.id)!];
    if (node.kind === "conv") {
      const weights = output.channels * input.channels * node.kernel * node.kernel;
      layers.push({ id: node.id, kind: "conv", macs: weights * output.height * output.width, weights });
    } else if (node.kind === "linear") {
      const weights = output.channels * input.channels * input.height * input.width;
      layers.push({ id: node.id, kind: "linear", macs: weights, weights });
      others += output.channels;
    } else if (node.kind === "batch-norm") {
      others += 2 * output.channels;
    }
  }
  const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);
  return {
    macs: sum(layers.map((layer) => layer.macs)),
    convMacs: sum(layers.filter((layer) => layer.kind === "conv").map((layer) => layer.macs)),
    parameters: sum(layers.map((layer) => layer.weights)) + others,
    layers,
  };
}
