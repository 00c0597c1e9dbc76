// Tallies images on all cores.
import { availableParallelism } from "node:os";
import { builtWorker, WorkerTeam } from "../../workloads/node/worker-team.js";
import type { ImageSlice, ImageTally } from "../images.js";
import type { ImageJob, LabelledImages } from "../services.js";
import type { ExperimentSpec } from "../spec.js";

export interface ImageWorkerStart {
  readonly experiment: ExperimentSpec;
  readonly checkpoint: Uint8Array;
  readonly data: LabelledImages;
}

/** Tallies in the order of the slices. */
export async function tallyOnAllCores({ experiment, checkpoint, data, slices, onSlice }: ImageJob): Promise<ImageTally[]> {
  const start: ImageWorkerStart = { experiment, checkpoint, data };
  const threads = Math.min(availableParallelism(), slices.length);
  const team = new WorkerTeam<ImageSlice, ImageTally>(builtWorker(import.meta.url, "image-worker.js", "experiment/node"), Array.from({ length: threads }, () => start));
  try {
    return await team.run(slices, onSlice);
  } finally {
    await team.close();
  }
}
