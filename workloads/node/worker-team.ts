// A team of worker threads for any kind of work: every worker takes the next task when it is free, results come back in the
// tasks' order, so nothing depends on who did what. Workers run built JavaScript (dist).
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { availableParallelism } from "node:os";
import { parentPort, Worker } from "node:worker_threads";

/** What a worker answers to each task; an error comes as the plain fields that tell its kind (sim/errors.ts). */
export type WorkerReply<Result> = { readonly result: Result } | { readonly error: Readonly<Record<string, unknown>> };

/**
 * A worker's built file, beside the built caller, or in dist when the caller runs as TypeScript under a test transformer.
 * @param beside the caller's import.meta.url  @param name file name  @param folder its folder from the project's root
 */
export function builtWorker(beside: string, name: string, folder: string): string {
  const built = fileURLToPath(new URL(`./${name}`, beside));
  const depth = folder.split("/").map(() => "..").join("/");
  return existsSync(built) ? built : fileURLToPath(new URL(`./${depth}/dist/${folder}/${name}`, beside));
}

/** Threads that do tasks of one kind, in order of asking; a worker's error comes back with its kind. */
export class WorkerTeam<Task, Result> {
  private readonly members: readonly Member<Task, Result>[];

  /** One worker per start; each gets its own as workerData. */
  constructor(file: string, starts: readonly unknown[]) {
    this.members = starts.map((workerData) => new Member(new Worker(file, { workerData })));
  }

  /** `onResult` comes after each result, with how many there are. Throws what a worker failed with, now or since it was started. */
  async run(tasks: readonly Task[], onResult?: (task: Task, done: number) => void): Promise<Result[]> {
    const results: Result[] = [];
    let next = 0;
    let done = 0;
    const drain = async (member: Member<Task, Result>): Promise<void> => {
      while (next < tasks.length) {
        const index = next++;
        results[index] = await member.ask(tasks[index]!);
        onResult?.(tasks[index]!, ++done);
      }
    };
    await Promise.all(this.members.map(drain));
    return results;
  }

  async close(): Promise<void> {
    await Promise.all(this.members.map((member) => member.end()));
  }
}

/** Runs tasks on as many workers as there are cores, all started alike; results in the tasks' order. */
export async function runOnAllCores<Task, Result>(
  file: string, start: unknown, tasks: readonly Task[], onResult?: (task: Task, done: number) => void,
): Promise<Result[]> {
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
      return { error: error instanceof Error ? { ...error, message: error.message, stack: error.stack } : { message: String(error) } };
    }
  };
  parentPort?.on("message", (task: Task) => void answer(task).then((reply) => parentPort?.postMessage(reply)));
}

/** One worker, from the team's side: one task at a time. It is listened to from its start on, so that none fails or ends unheard. */
class Member<Task, Result> {
  private waiting: { readonly resolve: (result: Result) => void; readonly reject: (error: Error) => void } | null = null;
  private failure: Error | null = null;

  constructor(private readonly worker: Worker) {
    worker.on("message", (reply: WorkerReply<Result>) => {
      const { waiting } = this;
      this.waiting = null;
      if ("error" in reply) waiting?.reject(Object.assign(new Error(), reply.error));
      else waiting?.resolve(reply.result);
    });
    worker.on("error", (error: unknown) => this.fail(error instanceof Error ? error : new Error(String(error))));
    worker.on("exit", (code: number) => this.fail(new Error(`a worker thread ended with code ${code}`)));
  }

  ask(task: Task): Promise<Result> {
    return new Promise((resolve, reject) => {
      if (this.failure !== null) return reject(this.failure);
      this.waiting = { resolve, reject };
      this.worker.postMessage(task);
    });
  }

  end(): Promise<number> {
    return this.worker.terminate();
  }

  private fail(error: Error): void {
    this.failure ??= error;
    this.waiting?.reject(this.failure);
    this.waiting = null;
  }
}
