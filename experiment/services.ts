// What a run needs from outside: files, images, and someone who watches. Node's are in experiment/node; a browser brings its own.
import type { DataRequest } from "./spec.js";

/** Images as planar CHW bytes with one label each. */
export interface LabelledImages {
  readonly images: Uint8Array;
  readonly labels: Uint8Array;
  readonly count: number;
  readonly classes: number;
}

/** Which images are wanted. */
export interface DatasetRequest {
  readonly data: DataRequest;
  readonly split: "train" | "test";
  /** The first so many, in the data set's order. */
  readonly images: number;
  readonly seed: string;
}

export interface ExperimentProgress {
  /** What is being done, for instance "timing 0.5x". */
  readonly stage: string;
  readonly done: number;
  readonly total: number;
}

export interface ExperimentServices {
  /** Bytes of a shipped checkpoint or a file. Throws ConfigError when there is none. */
  readonly loadCheckpoint: (nameOrFile: string) => Promise<Uint8Array>;
  /** Throws ConfigError when the files are missing, short or mislabelled. */
  readonly loadDataset: (request: DatasetRequest) => Promise<LabelledImages>;
  readonly onProgress?: (progress: ExperimentProgress) => void;
}
