// Right answers of the integer reference network, counted on all cores.
import { availableParallelism } from "node:os";
import { builtWorker, WorkerTeam } from "../../workloads/node/worker-team.js";
import type { IntegerNetwork } from "../../workloads/quant/integer-network.js";
import type { CountCorrect } from "../evaluate-checkpoint.js";
import type { ImageSlice } from "../images.js";
import type { Dataset } from "../services.js";

export interface ReferenceWorkerStart {
  readonly networks: readonly IntegerNetwork[];
  readonly data: Dataset;
}

/** Counts in the order of the slices. */
export const countOnAllCores: CountCorrect = async (networks, data, slices, onSlice) => {
  const start: ReferenceWorkerStart = { networks, data };
  const threads = Math.min(availableParallelism(), slices.length);
  const team = new WorkerTeam<ImageSlice, number>(builtWorker(import.meta.url, "reference-worker.js", "experiment/node"), Array.from({ length: threads }, () => start));
  try {
    return await team.run(slices, onSlice);
  } finally {
    await team.close();
  }
};
