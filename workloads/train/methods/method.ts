// What a training method decides: which subnets a step runs, and what each of them learns from.
import type { TrainOptions } from "../options.js";

/** One forward and backward pass of a step. */
export interface Objective {
  /** Index into the declared subnets. */
  readonly subnet: number;
  /** Share of the true label in the target; the rest is the softmax of `teacher`. */
  readonly labels: number;
  /** Index of a subnet that ran earlier in the same step, or null when the labels are all. */
  readonly teacher: number | null;
}

export interface StepContext {
  readonly options: TrainOptions;
  readonly subnets: number;
  readonly epoch: number;
  readonly step: number;
}

export interface TrainingMethod {
  readonly summary: string;
  /** The passes of one step, in order; must depend on nothing but the context. */
  readonly objectives: (context: StepContext) => readonly Objective[];
}
