// The float path of a finished network: its checkpoint laid out in a model's memory, without gradients.
import type { Checkpoint, TrainedQuantisation } from "../checkpoint/index.js";
import { modelMemory } from "../nn/model-memory.js";
import type { ModelMemory, ModelShape } from "../nn/model-memory.js";
import { clipTensors } from "../nn/rounded-activation.js";
import { networkFormats } from "../quant/formats.js";
import { roundParameters } from "./quantisation.js";

type Work = Pick<ModelShape, "blockImages" | "blocks" | "workspaces">;

/** Images of a block at most, and pixels of them: activations of 64 photographs would fill the memory. */
const BLOCK = { images: 64, pixels: 64 * 64 * 64 };

/** One block after the other on this thread. */
function alone({ input: { height, width } }: FinishedNetwork["network"]): Work {
  return { blockImages: Math.max(1, Math.min(BLOCK.images, Math.floor(BLOCK.pixels / (height * width)))), blocks: 1, workspaces: 1 };
}

export type FinishedNetwork = Pick<Checkpoint, "network" | "subnets" | "parameters" | "statistics">;

/** Without statistics it is to be recalibrated. */
type TrainedParts = Omit<FinishedNetwork, "statistics"> & { readonly statistics?: Float32Array; readonly quantisation?: TrainedQuantisation
  | undefined };

/** A model with the network's weights and statistics in it, on this thread unless said otherwise; rounded where it was trained so. */
export function finishedModel(
  { network, subnets, parameters, statistics, quantisation }: TrainedParts, work: Work = alone(network),
): ModelMemory {
  const rounding = quantisation === undefined ? undefined : {
    tensors: [...networkFormats(network, quantisation.bits).activations.values()], clips: "observed" as const,
  };
  const shared = modelMemory(
    { spec: network, subnets, ...work, ...(rounding === undefined ? {} : { rounding, extras: clipTensors(rounding, subnets) }) }
  );
  shared.parameters.set(parameters);
  if (quantisation !== undefined) roundParameters(shared.parameters, shared.parameterLayout, network, subnets, quantisation);
  if (statistics !== undefined) shared.statistics.set(statistics);
  shared.packing.pack(shared);
  return shared;
}
