// What a run needs from outside: files, images, and someone who watches. Node's are in experiment/node; a browser brings its own.
import type { ImageSet, Split } from "../workloads/data/index.js";
import type { ImageSlice, ImageTally } from "./run/images.js";
import type { DataRequest, ExperimentSpec } from "./spec.js";
import type { EvaluationOutcome, EvaluationRequest } from "./uncertainty/outcome.js";

/** Images with their labels, and how many classes there are. */
export interface Dataset extends ImageSet {
  readonly classes: number;
}

export type LabelledImages = Dataset;

/** Which images are wanted. */
export interface DatasetRequest {
  readonly data: DataRequest;
  readonly split: Split;
  /** The first so many, in the data set's order. */
  readonly images: number;
  /** Of data sets drawn by code. */
  readonly seed: string;
}

export interface ExperimentProgress {
  /** What is being done, for instance "timing 0.5x". */
  readonly stage: string;
  readonly done: number;
  readonly total: number;
}

/** Slices of images to be tallied, with all that another thread needs to build the machine again. */
export interface ImageJob {
  readonly experiment: ExperimentSpec;
  readonly checkpoint: Uint8Array;
  readonly data: LabelledImages;
  readonly slices: readonly ImageSlice[];
  /** After each slice, with how many are done. */
  readonly onSlice: (slice: ImageSlice, done: number) => void;
}

/** Evaluations of one chip with replaced numbers, with all that another thread needs to build its machine. */
export interface EvaluationJob {
  readonly experiment: ExperimentSpec;
  readonly checkpoint: Uint8Array | null;
  readonly requests: readonly EvaluationRequest[];
  /** After each, with how many are done. */
  readonly onDone: (done: number) => void;
}

export interface ExperimentServices {
  /** Bytes of a shipped checkpoint or a file. Throws ConfigError when there is none. */
  readonly loadCheckpoint: (nameOrFile: string) => Promise<Uint8Array>;
  /** Throws ConfigError when the files are missing, short or mislabelled. */
  readonly loadDataset: (request: DatasetRequest) => Promise<Dataset>;
  /** Tallies slices on other threads, in the slices' order; without it they run on this one. */
  readonly tallyImages?: (job: ImageJob) => Promise<readonly ImageTally[]>;
  /** Evaluates on other threads, in the requests' order; without it they run on this one. */
  readonly evaluateChips?: (job: EvaluationJob) => Promise<readonly EvaluationOutcome[]>;
  readonly onProgress?: (progress: ExperimentProgress) => void;
}
