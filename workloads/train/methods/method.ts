// What a training method decides: the phases of a training, which subnets a step of a phase runs, and what each of them learns from.
import type { TrainedQuantisation } from "../../checkpoint/index.js";
import type { NetworkSpec, Subnet } from "../../nets/index.js";
import type { Course } from "../course.js";
import type { TrainOptions } from "../options.js";
import type { RuleMaker } from "../parameter-rule.js";

/** One forward and backward pass of a step. */
export interface Objective {
  /** Index into the phase's subnets. */
  readonly subnet: number;
  /** Share of the true label in the target; the rest is the softmax of `teacher`. */
  readonly labels: number;
  /** Index of a subnet that ran earlier in the same step, or null when the labels are all. */
  readonly teacher: number | null;
}

export interface StepContext {
  readonly options: TrainOptions;
  readonly subnets: number;
  /** Epoch and step of the phase. */
  readonly epoch: number;
  readonly step: number;
}

/** What a method is asked for. */
export interface MethodSite {
  readonly network: NetworkSpec;
  /** The subnets wanted, widest first. Methods that choose channels themselves take their MACs as targets. */
  readonly subnets: readonly Subnet[];
  readonly options: TrainOptions;
  /** Does the training start from a trained network? */
  readonly isTrained: boolean;
}

/** A network ready to be measured and shipped, with the batch norm of its subnets. */
export interface TrainedNetwork {
  /** Tells several of one training apart; "" for the only one. */
  readonly name: string;
  readonly network: NetworkSpec;
  readonly subnets: readonly Subnet[];
  /** Laid out by parameterLayout(network, subnets). */
  readonly parameters: Float32Array;
  /** How it was rounded while training; the trainer adds it. */
  readonly quantisation?: TrainedQuantisation;
}

/** What a phase leaves behind. */
export interface PhaseEnd {
  readonly course: Course;
  readonly output?: TrainedNetwork;
}

/** What a round of training has learned. */
export interface RoundOutcome {
  readonly network: NetworkSpec;
  readonly subnets: readonly Subnet[];
  readonly parameters: Float32Array;
  /** A learned tensor of one of its rules. */
  readonly learnedTensor: (name: string) => Float32Array;
}

/** Epochs of gradient steps. */
export interface RoundPhase {
  readonly kind: "round";
  readonly name: string;
  readonly epochs: number;
  /** The learning-rate cycle that the phase is a part of; its own when absent. */
  readonly cycle?: { readonly before: number; readonly epochs: number };
  /** Another network than the course's, with its first parameters for the subnets. */
  readonly network?: NetworkSpec;
  readonly start: (course: Course, subnets: readonly Subnet[]) => Float32Array;
  readonly subnets: (course: Course) => readonly Subnet[];
  /** The passes of one step, in order; must depend on nothing but the context. */
  readonly objectives: (context: StepContext) => readonly Objective[];
  readonly rules?: (course: Course) => readonly RuleMaker[];
  /** Does its end put out a network? Only such rounds train for integers; those that choose channels stay float. */
  readonly putsOut: boolean;
  readonly end: (course: Course, outcome: RoundOutcome) => PhaseEnd;
}

/** What a search may ask for; everything on training images only. */
export interface SearchTools {
  /** Share of right answers of each subnet on held-out images, with the statistics of the batch. */
  readonly probe: (course: Course, subnets: readonly Subnet[]) => Promise<readonly number[]>;
  /** The course after one epoch of training one subnet at a tenth of the peak rate. */
  readonly fineTune: (course: Course, subnet: Subnet, epoch: number) => Promise<Course>;
}

/** Where a search stands: plain data, saved after every iteration. */
export type SearchState = Readonly<Record<string, unknown>>;

export interface SearchStep {
  readonly course: Course;
  readonly state: SearchState;
  readonly isDone: boolean;
  /** Epochs that the search has spent so far; the next round takes over what it was given and did not spend. */
  readonly spentEpochs: number;
  /** One line for whoever watches. */
  readonly report: string;
}

/** Iterations that choose channels. */
export interface SearchPhase {
  readonly kind: "search";
  readonly name: string;
  /** Epochs of fine-tuning at most. */
  readonly epochs: number;
  readonly iterate: (course: Course, state: SearchState | null, tools: SearchTools) => Promise<SearchStep>;
}

export type Phase = RoundPhase | SearchPhase;

export interface TrainingMethod {
  readonly summary: string;
  /** Does it need held-out training images? */
  readonly validates: boolean;
  /** In order; as many for any number of epochs. @throws ConfigError when the options do not fit the method */
  readonly phases: (site: MethodSite) => readonly Phase[];
}
