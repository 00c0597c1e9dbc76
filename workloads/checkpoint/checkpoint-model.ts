// The view of a checkpoint that quantisation takes: batch norm folded per subnet, ranges clipped, subnets chosen.
import { ConfigError } from "../../sim/errors.js";
import { checkpointTensor, type Checkpoint } from "./index.js";
import type { Subnet } from "../nets/index.js";
import type { NetworkNode } from "../layers/index.js";
import { BATCH_NORM_EPSILON } from "../passes/batch-norm.js";
import { tensorNames } from "../passes/tensor-names.js";
import type { ActivationRange, FloatModel, FoldedNorm } from "../quant/float-model.js";
import { roundRows } from "../codes/fixed-point.js";
import { networkFormats, outputsOf } from "../quant/formats.js";
import type { WeightFormat } from "../codes/bits.js";

/** y = scale (x - mean) / sqrt(variance + epsilon) + shift, as factor and constant. */
function foldNorm(checkpoint: Checkpoint, nodeId: string, subnet: Subnet): FoldedNorm {
  const read = (name: (id: string, subnet: Subnet) => string): Float32Array => checkpointTensor(checkpoint, name(nodeId, subnet));
  const [scale, shift, mean, variance] = [
    read(tensorNames.scale), read(tensorNames.shift), read(tensorNames.mean), read(tensorNames.variance),
  ];
  const factors = Float64Array.from(scale, (value, c) => value / Math.sqrt(variance[c]! + BATCH_NORM_EPSILON));
  return { scale: factors, shift: Float64Array.from(shift, (value, c) => value - mean[c]! * factors[c]!) };
}

/** Up to so many bits the clip with the least squared error at 8 bits is taken, above them the whole range. */
const CLIPPED_BITS = 8;

/** The clip that was trained with; else what was measured: a rectifier's range is recorded at the node that it rectifies. */
function rangeOf(checkpoint: Checkpoint, tensorId: string, subnet: Subnet, bits: number): ActivationRange {
  const clip = checkpoint.quantisation?.clips[subnet.name]?.[tensorId];
  if (clip !== undefined) return { min: -clip, max: clip };
  const recorded = checkpoint.ranges[subnet.name] ?? {};
  const node = checkpoint.network.nodes.find((candidate: NetworkNode) => candidate.id === tensorId);
  const range = recorded[tensorId] ?? (node === undefined ? undefined : recorded[node.input]);
  if (range === undefined) {
    throw new ConfigError({
      path: `network.checkpoint, ranges.${subnet.name}.${tensorId}`, message: "the checkpoint records no activation range of this tensor",
      allowed: "a checkpoint made by `pimento train`",
    });
  }
  const reach = bits > CLIPPED_BITS ? Math.max(Math.abs(range.min), Math.abs(range.max)) : range.clip8;
  return { min: Math.max(range.min, -reach), max: Math.min(range.max, reach) };
}

/** Weights as they ran in training: rounded where it rounded, so that more bits give the same network. */
function weightsOf(checkpoint: Checkpoint, nodeId: string): Float32Array {
  const { network, quantisation } = checkpoint;
  const weights = checkpointTensor(checkpoint, tensorNames.weight(nodeId));
  if (quantisation === undefined) return weights;
  const rounded = weights.slice();
  roundRows(
    rounded, outputsOf(network, nodeId), networkFormats(network, quantisation.bits).weights.get(nodeId)!, quantisation.steps[nodeId]
  );
  return rounded;
}

/** Learned steps belong to the format they were learned for; in another one the weights decide. */
function trainedSteps({ network, quantisation }: Pick<Checkpoint, "network" | "quantisation">): NonNullable<FloatModel["steps"]> {
  const trained = quantisation === undefined ? undefined : networkFormats(network, quantisation.bits).weights;
  return (nodeId: string, { bits, perChannel }: WeightFormat) => {
    const format = trained?.get(nodeId);
    return format?.bits === bits && format.perChannel === perChannel ? quantisation!.steps[nodeId] : undefined;
  };
}

/**
 * @param subnets the checkpoint's own subnets that are wanted
 * @throws ConfigError from the model's `range` where the checkpoint records none
 */
export function checkpointModel(checkpoint: Checkpoint, subnets: readonly Subnet[]): FloatModel {
  return {
    spec: checkpoint.network,
    subnets,
    normalisation: checkpoint.normalisation,
    weights: (nodeId) => weightsOf(checkpoint, nodeId),
    bias: (nodeId) => checkpointTensor(checkpoint, tensorNames.bias(nodeId)),
    norm: (nodeId, subnet) => foldNorm(checkpoint, nodeId, subnets[subnet]!),
    range: (tensorId, subnet, bits) => rangeOf(checkpoint, tensorId, subnets[subnet]!, bits),
    steps: trainedSteps(checkpoint),
  };
}
