// A network with random weights and unit batch norm: for timing without a trained checkpoint. Says nothing about accuracy.
import type { RandomStream } from "../../sim/random.js";
import { kindOf } from "../layers/index.js";
import { inferShapes, type NetworkSpec, type Subnet } from "../nets/index.js";
import type { FloatModel } from "./float-model.js";

/** Real values of every tensor are taken to span this. */
const RANGE = { min: -1, max: 1 };

/** @param random of the weights */
export function randomModel(spec: NetworkSpec, subnets: readonly Subnet[], random: RandomStream): FloatModel {
  const shapes = inferShapes(spec);
  const weights = new Map<string, Float32Array>();
  for (const node of spec.nodes) {
    const tensor = kindOf(node).shared?.(node, shapes.get(node.input)!, shapes.get(node.id)!).find(({ part }) => part === "weight");
    if (tensor === undefined) continue;
    const fanIn = tensor.shape.slice(1).reduce((a, b) => a * b, 1);
    weights.set(node.id, Float32Array.from({ length: tensor.shape[0]! * fanIn }, () => random.normal() / Math.sqrt(fanIn)));
  }
  const channels = (nodeId: string): number => shapes.get(nodeId)!.channels;
  return {
    spec,
    subnets,
    normalisation: { zeroPoint: 128, pixelScale: 64 },
    weights: (nodeId) => weights.get(nodeId)!,
    bias: (nodeId) => new Float32Array(channels(nodeId)),
    norm: (nodeId) => ({ scale: new Float64Array(channels(nodeId)).fill(1), shift: new Float64Array(channels(nodeId)) }),
    range: () => RANGE,
  };
}
