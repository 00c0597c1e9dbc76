// What a training is asked for, what it tells while it runs, and what it gives.
import type { Checkpoint } from "../checkpoint/index.js";
import type { NetworkSpec, Subnet } from "../nets/index.js";
import type { TrainingData } from "./block-work.js";
import type { TrainedWeights } from "./course.js";
import type { TrainOptions } from "./options.js";
import type { StepResult } from "./round.js";
import type { TrainingState } from "./training-state.js";

/** Everything a run needs; the data set's words go into the card. */
export interface TrainingJob {
  readonly network: NetworkSpec;
  /** Widest first: the first learns from the labels. */
  readonly subnets: readonly Subnet[];
  readonly data: TrainingData;
  readonly dataset: { readonly title: string; readonly classNames: readonly string[]; readonly flip: boolean };
  readonly options: TrainOptions;
  /** How to repeat the run, for the card. */
  readonly command: string;
  /** A trained network to go on from, and its content hash; first weights are drawn when absent. */
  readonly from?: TrainedWeights & { readonly contentHash: string };
}

export interface StepReport extends StepResult {
  /** From 1, of the whole training. */
  readonly step: number;
  readonly steps: number;
  readonly epoch: number;
  readonly phase: string;
}

export interface TrainingHooks {
  readonly onStep?: (report: StepReport) => void;
  /** A line about a search, or about held-out accuracy. */
  readonly onLine?: (line: string) => void;
  /** A good moment to save; awaited. Also called once when the signal stops the run. */
  readonly onState?: (state: TrainingState) => void | Promise<void>;
  readonly signal?: { readonly aborted: boolean };
}

/** A checkpoint and what tells it from others of the same training ("" for the only one). */
export interface NamedCheckpoint {
  readonly name: string;
  readonly checkpoint: Checkpoint;
}
