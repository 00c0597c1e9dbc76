// A worker thread that tallies slices of images: builds model and machine once from plain data, then answers slice by slice.
import { workerData } from "node:worker_threads";
import { serveTasks } from "../../workloads/node/worker-team.js";
import { tallySlice, type ImageWork } from "../run/images.js";
import type { ImageSlice } from "../services.js";
import { loadModel } from "../machine/load-model.js";
import { buildMachine } from "../machine/machine.js";
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

serveTasks(async (slice: ImageSlice) => tallySlice(await work, slice));
