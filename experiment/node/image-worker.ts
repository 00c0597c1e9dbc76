// A worker thread that tallies slices of images: builds model and machine once from plain data, then answers slice by slice.
import { parentPort, workerData } from "node:worker_threads";
import type { WorkerReply } from "../../workloads/node/worker-team.js";
import { tallySlice, type ImageSlice, type ImageTally, type ImageWork } from "../images.js";
import { loadModel } from "../load-model.js";
import { buildMachine } from "../machine.js";
import type { ImageWorkerStart } from "./image-pool.js";

const { experiment, checkpoint, data } = workerData as ImageWorkerStart;

async function prepare(): Promise<ImageWork> {
  const loaded = await loadModel(experiment, {
    loadCheckpoint: () => Promise.resolve(checkpoint),
    loadDataset: () => Promise.reject(new RangeError("a worker is given its images")),
  });
  return { loaded, machine: buildMachine(experiment, loaded.model), data };
}

const work = prepare();

async function answer(slice: ImageSlice): Promise<WorkerReply<ImageTally>> {
  try {
    return { result: tallySlice(await work, slice) };
  } catch (error) {
    return { error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

parentPort!.on("message", (slice: ImageSlice) => void answer(slice).then((reply) => parentPort!.postMessage(reply)));
