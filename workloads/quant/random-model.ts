// A network with random weights and unit batch norm: for timing without a trained checkpoint. Says nothing about accuracy.
import type { RandomStream } from "../../sim/random.js";
import { inferShapes, type NetworkSpec, type Subnet } from "../nets/index.js";
import type { FloatModel } from "./float-model.js";

/** Real values of every tensor are taken to span this. */
const RANGE = { min: -1, max: 1 };

export function randomModel(spec: NetworkSpec, subnets: readonly Subnet[], random: RandomStream): FloatModel {
  const shapes = inferShapes(spec);
  const weights = new Map<string, Float32Array>();
  for (const node of spec.nodes) {
    if (node.kind !== "conv" && node.kind !== "linear") continue;
    const fanIn = shapes.get(node.input)!.channels * (node.kind === "conv" ? node.kernel ** 2 : 1);
    weights.set(node.id, Float32Array.from({ length: shapes.get(node.id)!.channels * fanIn }, () => random.normal() / Math.sqrt(fanIn)));
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
