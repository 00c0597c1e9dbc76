// What a run needs from outside: files, images, and someone who watches. Node's are in experiment/node; a browser brings its own.
import type { ImageSet, Split } from "../workloads/data/index.js";
import type { DataRequest } from "./spec.js";

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

export interface ExperimentServices {
  /** Bytes of a shipped checkpoint or a file. Throws ConfigError when there is none. */
  readonly loadCheckpoint: (nameOrFile: string) => Promise<Uint8Array>;
  /** Throws ConfigError when the files are missing, short or mislabelled. */
  readonly loadDataset: (request: DatasetRequest) => Promise<Dataset>;
  readonly onProgress?: (progress: ExperimentProgress) => void;
}
