// What a run needs from outside: files, images, and someone who watches. Node's are in experiment/node; a browser brings its own.
import type { ImageSet, Split } from "../workloads/data/index.js";
import type { LifeSpan, Track } from "../sim/life-line.js";
import type { DataRequest, ExperimentSpec } from "./spec.js";

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

/** Images [from, to) through one subnet. */
export interface ImageSlice {
  readonly subnet: number;
  readonly from: number;
  readonly to: number;
}

/** What came of a slice. */
export interface ImageTally {
  readonly correct: number;
  /** Every logit equals the reference network's. */
  readonly bitExact: boolean;
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

/** One evaluation of a chip or an array with some numbers replaced. */
export interface EvaluationRequest {
  readonly replacements: Readonly<Record<string, number>>;
  /** Subnets or operations to evaluate, by index. */
  readonly subjects: readonly number[];
}

/** Of a subnet or an operation. */
export interface SubjectFigures {
  readonly latencyS: number;
  readonly energyJ: number;
}

/** Of a chip or an array with its numbers replaced. */
export interface EvaluationFigures {
  readonly areaM2: number;
  readonly leakageW: number;
  /** V left at the farthest cell while it is written; null where no write path is modelled. */
  readonly writeHeadroomV: number | null;
  /** In the order of the request. */
  readonly subjects: readonly SubjectFigures[];
}

/** A circuit cannot be built with such numbers: the field it blames, and why. */
export interface Refusal {
  readonly field: string;
  readonly problem: string;
}

export type EvaluationOutcome = { readonly figures: EvaluationFigures } | { readonly refusal: Refusal };

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
  /** Called for every span of work or waiting of the first timed image of each subnet; costs nothing left out. */
  readonly onSpan?: (subnet: string, span: LifeSpan & Track) => void;
  readonly onProgress?: (progress: ExperimentProgress) => void;
}
