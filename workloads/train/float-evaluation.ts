// The float path of a finished network: its checkpoint laid out in a model's memory, without gradients, and who runs blocks over it.
import { isConfigError } from "../../sim/errors.js";
import type { Checkpoint, TrainedQuantisation } from "../checkpoint/index.js";
import { modelMemory } from "../nn/model-memory.js";
import type { ModelMemory, ModelShape } from "../nn/model-memory.js";
import { clipTensors } from "../nn/rounded-activation.js";
import { networkFormats } from "../quant/formats.js";
import type { TrainingData } from "./block-work.js";
import { InlineExecutor } from "./executor.js";
import type { BlockExecutor } from "./executor.js";
import { PlainExecutor } from "./plain-executor.js";
import { roundParameters } from "./quantisation.js";

const ALONE = { blockImages: 64, blocks: 1, workspaces: 1 };

export type FinishedNetwork = Pick<Checkpoint, "network" | "subnets" | "parameters" | "statistics">;

/** Without statistics it is to be recalibrated. */
type TrainedParts = Omit<FinishedNetwork, "statistics"> & { readonly statistics?: Float32Array; readonly quantisation?: TrainedQuantisation | undefined };

/** A model with the network's weights and statistics in it, on this thread unless said otherwise; rounded where it was trained so. */
export function finishedModel({ network, subnets, parameters, statistics, quantisation }: TrainedParts, work: Pick<ModelShape, "blockImages" | "blocks" | "workspaces"> = ALONE): ModelMemory {
  const rounding = quantisation === undefined ? undefined : { tensors: [...networkFormats(network, quantisation.bits).activations.values()], clips: "observed" as const };
  const shared = modelMemory({ spec: network, subnets, ...work, ...(rounding === undefined ? {} : { rounding, extras: clipTensors(rounding, subnets) }) });
  shared.parameters.set(parameters);
  if (quantisation !== undefined) roundParameters(shared.parameters, shared.parameterLayout, network, subnets, quantisation);
  if (statistics !== undefined) shared.statistics.set(statistics);
  shared.packing.pack(shared);
  return shared;
}

/** The fast kernels where they know the network's shapes, plain loops elsewhere. */
export function floatExecutor(shared: ModelMemory, data: TrainingData): BlockExecutor {
  try {
    return new InlineExecutor(shared, data);
  } catch (error) {
    if (!isConfigError(error)) throw error;
    return new PlainExecutor(shared, data);
  }
}
