// A team of worker threads for any kind of work: every worker takes the next task when it is free, results come back in the
// tasks' order, so nothing depends on who did what. Workers run built JavaScript (dist).
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { availableParallelism } from "node:os";
import { parentPort, Worker } from "node:worker_threads";

/** What a worker answers to each task. */
export type WorkerReply<Result> = { readonly result: Result } | { readonly error: string };

/**
 * A worker's built file, beside the built caller, or in dist when the caller runs as TypeScript under a test transformer.
 * @param beside the caller's import.meta.url  @param name file name  @param folder its folder from the project's root
 */
export function builtWorker(beside: string, name: string, folder: string): string {
  const built = fileURLToPath(new URL(`./${name}`, beside));
  const depth = folder.split("/").map(() => "..").join("/");
  return existsSync(built) ? built : fileURLToPath(new URL(`./${depth}/dist/${folder}/${name}`, beside));
}

export class WorkerTeam<Task, Result> {
  private readonly workers: readonly Worker[];

  /** One worker per start; each gets its own as workerData. */
  constructor(file: string, starts: readonly unknown[]) {
    this.workers = starts.map((workerData) => new Worker(file, { workerData }));
  }

  /** `onResult` comes after each result, with how many there are. Throws what a worker failed with. */
  async run(tasks: readonly Task[], onResult?: (task: Task, done: number) => void): Promise<Result[]> {
    const results: Result[] = [];
    let next = 0;
    let done = 0;
    const drain = async (worker: Worker): Promise<void> => {
      while (next < tasks.length) {
        const index = next++;
        results[index] = await ask<Task, Result>(worker, tasks[index]!);
        onResult?.(tasks[index]!, ++done);
      }
    };
    await Promise.all(this.workers.map(drain));
    return results;
  }

  async close(): Promise<void> {
    await Promise.all(this.workers.map((worker) => worker.terminate()));
  }
}

/** Runs tasks on as many workers as there are cores, all started alike; results in the tasks' order. */
export async function runOnAllCores<Task, Result>(file: string, start: unknown, tasks: readonly Task[], onResult?: (task: Task, done: number) => void): Promise<Result[]> {
  const threads = Math.min(availableParallelism(), tasks.length);
  const team = new WorkerTeam<Task, Result>(file, Array.from({ length: threads }, () => start));
  try {
    return await team.run(tasks, onResult);
  } finally {
    await team.close();
  }
}

/** The worker's side: answers every task it is sent, with what it failed of where it fails. */
export function serveTasks<Task, Result>(work: (task: Task) => Result | Promise<Result>): void {
  const answer = async (task: Task): Promise<WorkerReply<Result>> => {
    try {
      return { result: await work(task) };
    } catch (error) {
      return { error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
    }
  };
  parentPort?.on("message", (task: Task) => void answer(task).then((reply) => parentPort?.postMessage(reply)));
}

function ask<Task, Result>(worker: Worker, task: Task): Promise<Result> {
  return new Promise((resolve, reject) => {
    const settle = (): void => {
      worker.off("message", onMessage);
      worker.off("error", onError);
      worker.off("exit", onExit);
    };
    const onMessage = (reply: WorkerReply<Result>): void => {
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
