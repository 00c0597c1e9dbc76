// Work and storage of a subnet: multiply-accumulates and parameters. Only weights multiply: batch norm, activations and option-A shortcuts
// are not counted as MACs.
import { kindOf } from "../layers/index.js";
import { fullSubnet, inferShapes } from "./shapes.js";
import type { NetworkSpec, Subnet } from "./network.js";

export interface LayerCount {
  readonly id: string;
  readonly macs: number;
  /** Weights without bias. */
  readonly weights: number;
}

export interface NetworkCount {
  readonly macs: number;
  /** Weights, biases, and scale + shift of one batch-norm set. */
  readonly parameters: number;
  /** Those that have weights. */
  readonly layers: readonly LayerCount[];
}

/** Counts one image through the subnet (the full network by default). @throws ConfigError for a network whose shapes do not fit */
export function countNetwork(spec: NetworkSpec, subnet: Subnet = fullSubnet(spec)): NetworkCount {
  const [shapes, full] = [inferShapes(spec, subnet), inferShapes(spec)];
  const site = { fullSlots: spec.channels, fullChannels: (tensor: string): number => full.get(tensor)!.channels };
  const layers: LayerCount[] = [];
  let others = 0;
  for (const node of spec.nodes) {
    const kind = kindOf(node);
    const [input, output] = [shapes.get(node.input)!, shapes.get(node.id)!];
    const weights = kind.weightsInUse?.(node, input, output, site);
    if (weights !== undefined) layers.push({ id: node.id, macs: weights * output.height * output.width, weights });
    const isBiased = kind.shared?.(node, full.get(node.input)!, full.get(node.id)!).some(({ part }) => part === "bias") ?? false;
    others += output.channels * ((isBiased ? 1 : 0) + (kind.perSubnet?.learned.length ?? 0));
  }
  const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);
  return { macs: sum(layers.map((layer) => layer.macs)), parameters: sum(layers.map((layer) => layer.weights)) + others, layers };
}
