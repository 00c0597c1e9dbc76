// A pool of worker threads over one shared memory: the executor that uses every core. Workers run built JavaScript (dist).
import { Worker } from "node:worker_threads";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { ModelMemory } from "../nn/model-memory.js";
import type { BlockExecutor, BlockResult, BlockTask, ExecutorMaker, TrainingData } from "../train/index.js";
import { InlineExecutor } from "../train/index.js";
import type { ImageSet } from "../data/index.js";

/** What a worker is started with; `kind` leaves room for other work in the same pool. */
export interface WorkerStart {
  readonly kind: "training";
  readonly shape: ModelMemory["shape"];
  readonly memory: ModelMemory["memory"];
  readonly workspace: number;
  readonly data: TrainingData;
}

export type WorkerReply = { readonly result: BlockResult } | { readonly error: string };

/** The worker's built file, also when this file runs as TypeScript under a test transformer. */
function workerFile(): string {
  const beside = fileURLToPath(new URL("./training-worker.js", import.meta.url));
  return existsSync(beside) ? beside : fileURLToPath(new URL("../../dist/workloads/node/training-worker.js", import.meta.url));
}

/** Bytes that every thread can read without a copy. */
function sharedBytes(bytes: Uint8Array): Uint8Array {
  const copy = new Uint8Array(new SharedArrayBuffer(bytes.length));
  copy.set(bytes);
  return copy;
}

const sharedSet = (set: ImageSet): ImageSet => ({ ...set, images: sharedBytes(set.images), labels: sharedBytes(set.labels) });

export class WorkerPool implements BlockExecutor {
  private readonly workers: readonly Worker[];

  constructor(shared: ModelMemory, data: TrainingData) {
    const own = { ...data, train: sharedSet(data.train), test: sharedSet(data.test) };
    this.workers = shared.workspaceStarts.map((_, workspace) => {
      const start: WorkerStart = { kind: "training", shape: shared.shape, memory: shared.memory, workspace, data: own };
      return new Worker(workerFile(), { workerData: start });
    });
  }

  /** Every worker takes the next task when it is free; results come back in the tasks' order. */
  async run(tasks: readonly BlockTask[]): Promise<BlockResult[]> {
    const results: BlockResult[] = [];
    let next = 0;
    const drain = async (worker: Worker): Promise<void> => {
      while (next < tasks.length) {
        const index = next;
        next += 1;
        results[index] = await ask(worker, tasks[index]!);
      }
    };
    await Promise.all(this.workers.map(drain));
    return results;
  }

  async close(): Promise<void> {
    await Promise.all(this.workers.map((worker) => worker.terminate()));
  }
}

function ask(worker: Worker, task: BlockTask): Promise<BlockResult> {
  return new Promise((resolve, reject) => {
    const settle = (): void => {
      worker.off("message", onMessage);
      worker.off("error", onError);
      worker.off("exit", onExit);
    };
    const onMessage = (reply: WorkerReply): void => {
      settle();
      if ("error" in reply) reject(new Error(reply.error));
      else resolve(reply.result);
    };
    const onError = (error: unknown): void => {
      settle();
      reject(error instanceof Error ? error : new Error(String(error)));
    };
    const onExit = (code: number): void => onError(`a worker thread ended with code ${code}`);
    worker.on("message", onMessage);
    worker.on("error", onError);
    worker.on("exit", onExit);
    worker.postMessage(task);
  });
}

/** One thread works inline, more make a pool. */
export const executorFor = (threads: number): ExecutorMaker => (shared, data) => (threads > 1 ? new WorkerPool(shared, data) : new InlineExecutor(shared, data));
