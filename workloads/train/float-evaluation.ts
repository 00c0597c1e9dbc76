// The float path of a finished network: its checkpoint laid out in a model's memory, without gradients, and who runs blocks over it.
import { isConfigError } from "../../sim/errors.js";
import type { Checkpoint } from "../checkpoint/index.js";
import { modelMemory } from "../nn/model-memory.js";
import type { ModelMemory } from "../nn/model-memory.js";
import type { TrainingData } from "./block-work.js";
import { InlineExecutor } from "./executor.js";
import type { BlockExecutor } from "./executor.js";
import { PlainExecutor } from "./plain-executor.js";

/** Images of one block. */
const BLOCK_IMAGES = 64;

export type FinishedNetwork = Pick<Checkpoint, "network" | "subnets" | "parameters" | "statistics">;

/** One model on this thread, with the network's weights and statistics in it. */
export function finishedModel({ network, subnets, parameters, statistics }: FinishedNetwork): ModelMemory {
  const shared = modelMemory({ spec: network, subnets, blockImages: BLOCK_IMAGES, blocks: 1, workspaces: 1 });
  shared.parameters.set(parameters);
  shared.statistics.set(statistics);
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
