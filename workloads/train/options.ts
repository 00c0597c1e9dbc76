// What a training run is told. Everything that decides the result is here; threads and progress are not.
import { ConfigError } from "../../sim/errors.js";
import type { ConfigProblem } from "../../sim/errors.js";
import { BIT_RANGE } from "../codes/bits.js";
import type { QuantisationOptions } from "./quantisation.js";

export interface TrainOptions {
  /** Name in the methods registry. */
  readonly method: string;
  readonly epochs: number;
  /** Images per step; a multiple of blockImages. */
  readonly batch: number;
  /** Images whose batch-norm statistics are taken together. */
  readonly blockImages: number;
  /** Peak learning rate. */
  readonly rate: number;
  readonly momentum: number;
  readonly weightDecay: number;
  /** Fraction of all steps during which the rate rises linearly from almost 0. */
  readonly warmUp: number;
  /** Share of the true label in the targets of narrow widths; the rest is the full width's softmax. */
  readonly hardLabels: number;
  readonly augment: boolean;
  readonly seed: number;
  /** Training images used for batch-norm recalibration, and for activation ranges. */
  readonly calibrationImages: number;
  /** Share of the epochs before the joint round, in methods that choose channels. */
  readonly backgroundShare: number;
  /** Groups that the channels of a layer are removed in. */
  readonly channelGroups: number;
  /** Strength of the group lasso in methods that have one. */
  readonly sparsity: number;
  /**
   * Epochs without a better held-out accuracy after which a round that puts out a network ends; every round goes to its end when absent.
   */
  readonly patience?: number;
  /** Training images held out by methods that search, and for early stopping. */
  readonly validationImages: number;
  /** Held-out images that a candidate of a search is tried on. */
  readonly probeImages: number;
  /** A search fine-tunes while held-out accuracy is below this share, for so many epochs in all at most. */
  readonly fineTuneBelow: number;
  readonly fineTuneEpochs: number;
  /** Only when the network is trained for integers. */
  readonly quantisation?: QuantisationOptions;
}

export const DEFAULT_TRAIN_OPTIONS: TrainOptions = {
  method: "uniform",
  epochs: 8,
  batch: 128,
  blockImages: 64,
  rate: 0.1,
  momentum: 0.9,
  weightDecay: 5e-4,
  warmUp: 0.1,
  hardLabels: 0,
  augment: true,
  seed: 1,
  calibrationImages: 2048,
  backgroundShare: 1 / 3,
  channelGroups: 8,
  sparsity: 0.001,
  validationImages: 2048,
  probeImages: 512,
  fineTuneBelow: 0.5,
  fineTuneEpochs: 2,
};

/** Ranges of the numeric options: [lowest, highest, whole numbers only]. */
const RANGES: Partial<Record<keyof TrainOptions, readonly [number, number, boolean]>> = {
  epochs: [1, 10_000, true],
  batch: [1, 65_536, true],
  blockImages: [1, 1024, true],
  rate: [0, 100, false],
  momentum: [0, 1, false],
  weightDecay: [0, 1, false],
  warmUp: [0, 1, false],
  hardLabels: [0, 1, false],
  seed: [0, Number.MAX_SAFE_INTEGER, true],
  calibrationImages: [1, 1_000_000, true],
  backgroundShare: [0, 1, false],
  channelGroups: [1, 1024, true],
  sparsity: [0, 1, false],
  patience: [1, 10_000, true],
  validationImages: [1, 1_000_000, true],
  probeImages: [1, 1_000_000, true],
  fineTuneBelow: [0, 1, false],
  fineTuneEpochs: [0, 10_000, true],
};

/** @throws ConfigError with every option that is out of range */
export function checkTrainOptions(options: TrainOptions): void {
  const problems: ConfigProblem[] = [];
  for (const [name, [low, high, whole]] of Object.entries(RANGES)) {
    const value = options[name as keyof TrainOptions] as number | undefined;
    if (value === undefined && !(name in DEFAULT_TRAIN_OPTIONS)) continue;
    if (!(value !== undefined && value >= low && value <= high) || (whole && !Number.isInteger(value))) {
      problems.push({
        path: `train.${name}`, message: "out of range", found: String(value), allowed: `${whole ? "whole numbers " : ""}${low} to ${high}`,
      });
    }
  }
  for (const name of ["weightBits", "activationBits", "firstLayerBits", "lastLayerBits"] as const) {
    const bits = options.quantisation?.bits[name];
    if (bits !== undefined && !(Number.isInteger(bits) && bits >= BIT_RANGE.least && bits <= BIT_RANGE.most)) {
      problems.push({ path: `train.quantisation.${name}`, message: "out of range", found: String(
        bits
      ), allowed: `whole numbers ${BIT_RANGE.least} to ${BIT_RANGE.most}` });
    }
  }
  if (options.batch % options.blockImages !== 0) {
    problems.push({ path: "train.batch", message: "not a multiple of the block of batch normalisation", found: String(
      options.batch
    ), allowed: `multiples of ${options.blockImages}` });
  }
  if (problems.length > 0) throw new ConfigError(problems);
}
