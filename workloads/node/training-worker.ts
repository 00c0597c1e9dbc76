// Entry point of a worker thread: lays the same model over the shared memory and runs the blocks it is sent.
import { workerData } from "node:worker_threads";
import { modelMemory } from "../nn/model-memory.js";
import { BlockWorker } from "../train/index.js";
import type { BlockTask } from "../train/index.js";
import type { WorkerStart } from "./worker-pool.js";
import { serveTasks } from "./worker-team.js";

const start = workerData as WorkerStart;
const worker = new BlockWorker(modelMemory(start.shape, start.memory), start.workspace, start.data);

serveTasks((task: BlockTask) => worker.run(task));
