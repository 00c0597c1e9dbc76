// Right answers of the integer reference network, counted on all cores.
import { sharedSet } from "../../workloads/node/shared-set.js";
import { builtWorker, runOnAllCores } from "../../workloads/node/worker-team.js";
import type { IntegerNetwork } from "../../workloads/quant/integer-network.js";
import type { CountCorrect } from "../checkpoints/evaluate-checkpoint.js";
import type { Dataset } from "../services.js";

export interface ReferenceWorkerStart {
  readonly networks: readonly IntegerNetwork[];
  readonly data: Dataset;
}

/** Counts in the order of the slices. */
export const countOnAllCores: CountCorrect = (networks, data, slices, onSlice) => {
  const start: ReferenceWorkerStart = { networks, data: { ...sharedSet(data), classes: data.classes } };
  return runOnAllCores(builtWorker(import.meta.url, "reference-worker.js", "experiment/node"), start, slices, onSlice);
};
