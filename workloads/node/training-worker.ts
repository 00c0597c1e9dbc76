// Entry point of a worker thread: lays the same model over the shared memory and runs the blocks it is sent.
import { parentPort, workerData } from "node:worker_threads";
import { modelMemory } from "../nn/model-memory.js";
import { BlockWorker } from "../train/index.js";
import type { BlockResult, BlockTask } from "../train/index.js";
import type { WorkerStart } from "./worker-pool.js";
import type { WorkerReply } from "./worker-team.js";

const start = workerData as WorkerStart;
const worker = new BlockWorker(modelMemory(start.shape, start.memory), start.workspace, start.data);

parentPort?.on("message", (task: BlockTask) => {
  parentPort?.postMessage(reply(task));
});

function reply(task: BlockTask): WorkerReply<BlockResult> {
  try {
    return { result: worker.run(task) };
  } catch (error) {
    return { error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}
