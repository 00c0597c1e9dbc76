// Training on every core: a team of workers over one shared memory.
import type { ModelMemory } from "../nn/model-memory.js";
import type { BlockExecutor, BlockResult, BlockTask, ExecutorMaker, TrainingData } from "../train/index.js";
import { InlineExecutor } from "../train/index.js";
import { sharedSet } from "./shared-set.js";
import { builtWorker, WorkerTeam } from "./worker-team.js";

/** What a training worker is started with. */
export interface WorkerStart {
  readonly shape: ModelMemory["shape"];
  readonly memory: ModelMemory["memory"];
  readonly workspace: number;
  readonly data: TrainingData;
}

/** One worker per workspace of the shared memory. */
export function trainingTeam(shared: ModelMemory, data: TrainingData): WorkerTeam<BlockTask, BlockResult> {
  const own = { ...data, train: sharedSet(data.train), test: sharedSet(data.test) };
  const starts = shared.workspaceStarts.map(
    (_, workspace): WorkerStart => ({ shape: shared.shape, memory: shared.memory, workspace, data: own })
  );
  return new WorkerTeam(builtWorker(import.meta.url, "training-worker.js", "workloads/node"), starts);
}

/** Works on this thread, and lets it look at signals between two steps: Ctrl-C would have to wait for the end of an epoch otherwise. */
class AttentiveExecutor extends InlineExecutor {
  override async run(tasks: readonly BlockTask[]): Promise<BlockResult[]> {
    const results = await super.run(tasks);
    await new Promise((resolve) => { setImmediate(resolve); });
    return results;
  }
}

/** A model with one workspace is worked on inline, with more by a team. */
export const blockExecutor: ExecutorMaker = (shared, data): BlockExecutor =>
  (shared.workspaceStarts.length > 1 ? trainingTeam(shared, data) : new AttentiveExecutor(shared, data));
