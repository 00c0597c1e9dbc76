// Tallies images on all cores.
import { sharedSet } from "../../workloads/node/shared-set.js";
import { builtWorker, runOnAllCores } from "../../workloads/node/worker-team.js";
import type { ImageJob, ImageTally, LabelledImages } from "../services.js";
import type { ExperimentSpec } from "../spec.js";

export interface ImageWorkerStart {
  readonly experiment: ExperimentSpec;
  readonly checkpoint: Uint8Array;
  readonly data: LabelledImages;
}

/** Tallies in the order of the slices. */
export function tallyOnAllCores({ experiment, checkpoint, data, slices, onSlice }: ImageJob): Promise<ImageTally[]> {
  const start: ImageWorkerStart = { experiment, checkpoint, data: { ...sharedSet(data), classes: data.classes } };
  return runOnAllCores(builtWorker(import.meta.url, "image-worker.js", "experiment/node"), start, slices, onSlice);
}
