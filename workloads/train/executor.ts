// Who runs blocks: the thread itself, or a pool of workers behind the same interface (workloads/node/worker-pool.ts).
import type { ModelMemory } from "../nn/model-memory.js";
import { BlockWorker } from "./block-work.js";
import type { BlockResult, BlockTask, TrainingData } from "./block-work.js";

export interface BlockExecutor {
  /** Results in the order of the tasks, whatever order they were run in. */
  run(tasks: readonly BlockTask[]): Promise<BlockResult[]>;
  close(): Promise<void>;
}

/** Runs every block on the calling thread: browsers without shared memory, and tests. */
export class InlineExecutor implements BlockExecutor {
  private readonly worker: BlockWorker;

  constructor(shared: ModelMemory, data: TrainingData) {
    this.worker = new BlockWorker(shared, 0, data);
  }

  async run(tasks: readonly BlockTask[]): Promise<BlockResult[]> {
    return tasks.map((task) => this.worker.run(task));
  }

  async close(): Promise<void> {
    // Nothing to stop.
  }
}
