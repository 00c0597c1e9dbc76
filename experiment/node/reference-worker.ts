// A worker thread that counts right answers of the integer reference network, slice by slice of images.
import { parentPort, workerData } from "node:worker_threads";
import type { WorkerReply } from "../../workloads/node/worker-team.js";
import { integerCorrect } from "../evaluate-checkpoint.js";
import type { ImageSlice } from "../images.js";
import type { ReferenceWorkerStart } from "./reference-pool.js";

const { networks, data } = workerData as ReferenceWorkerStart;

function answer(slice: ImageSlice): WorkerReply<number> {
  try {
    return { result: integerCorrect(networks[slice.subnet]!, data, slice) };
  } catch (error) {
    return { error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

parentPort!.on("message", (slice: ImageSlice) => parentPort!.postMessage(answer(slice)));
