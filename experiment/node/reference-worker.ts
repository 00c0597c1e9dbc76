// A worker thread that counts right answers of the integer reference network, slice by slice of images.
import { workerData } from "node:worker_threads";
import { serveTasks } from "../../workloads/node/worker-team.js";
import { integerCorrect } from "../checkpoints/evaluate-checkpoint.js";
import type { ImageSlice } from "../services.js";
import type { ReferenceWorkerStart } from "./reference-pool.js";

const { networks, data } = workerData as ReferenceWorkerStart;

serveTasks((slice: ImageSlice) => integerCorrect(networks[slice.subnet]!, data, slice));
