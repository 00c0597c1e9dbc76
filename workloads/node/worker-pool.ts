// Training on every core: a team of workers over one shared memory.
import type { ModelMemory } from "../nn/model-memory.js";
import type { BlockExecutor, BlockResult, BlockTask, ExecutorMaker, TrainingData } from "../train/index.js";
import { InlineExecutor } from "../train/index.js";
import type { ImageSet } from "../data/index.js";
import { builtWorker, WorkerTeam } from "./worker-team.js";

/** What a training worker is started with. */
export interface WorkerStart {
  readonly shape: ModelMemory["shape"];
  readonly memory: ModelMemory["memory"];
  readonly workspace: number;
  readonly data: TrainingData;
}

/** Bytes that every thread can read without a copy. */
function sharedBytes(bytes: Uint8Array): Uint8Array {
  const copy = new Uint8Array(new SharedArrayBuffer(bytes.length));
  copy.set(bytes);
  return copy;
}

const sharedSet = (set: ImageSet): ImageSet => ({ ...set, images: sharedBytes(set.images), labels: sharedBytes(set.labels) });

/** One worker per workspace of the shared memory. */
export function trainingTeam(shared: ModelMemory, data: TrainingData): WorkerTeam<BlockTask, BlockResult> {
  const own = { ...data, train: sharedSet(data.train), test: sharedSet(data.test) };
  const starts = shared.workspaceStarts.map((_, workspace): WorkerStart => ({ shape: shared.shape, memory: shared.memory, workspace, data: own }));
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

/** One thread works inline, more make a team. */
export const executorFor = (threads: number): ExecutorMaker => (shared, data): BlockExecutor => (threads > 1 ? trainingTeam(shared, data) : new AttentiveExecutor(shared, data));
