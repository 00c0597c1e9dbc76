// The numeric flags of `pimento train`: what each sets and what it says of itself; defaults are the trainer's. Errors of the trainer name
// its options; here they get the names of the flags.
import type { Options } from "yargs";
import { ConfigError, isConfigError } from "../sim/errors.js";
import { DEFAULT_TRAIN_OPTIONS as D } from "../workloads/train/options.js";
import type { TrainOptions } from "../workloads/train/options.js";
import { realNumber } from "./numbers.js";

/** The flags of numeric options, and what each sets. */
export const NUMBER_FLAGS = {
  epochs: { sets: "epochs", describe: "passes over the training images" },
  batch: { sets: "batch", describe: "images a step, a multiple of --block" },
  block: { sets: "blockImages", describe: "images whose batch-norm statistics are taken together, the work of one thread" },
  rate: { sets: "rate", describe: "peak learning rate; warm-up, then cosine" },
  "weight-decay": { sets: "weightDecay", describe: "weight decay, not on batch norm" },
  "warm-up": { sets: "warmUp", describe: "fraction of the steps" },
  "hard-labels": { sets: "hardLabels", describe: "share of the true label in narrow widths' targets" },
  "background-share": { sets: "backgroundShare", describe: "share of the epochs before the joint ones, in methods that choose channels" },
  "channel-groups": { sets: "channelGroups", describe: "groups that the channels of a layer are removed in" },
  sparsity: { sets: "sparsity", describe: "strength of the group lasso, in methods that have one" },
  patience: { sets: "patience", describe: "early stopping: epochs without a better held-out accuracy that end the training" },
  "validation-images": { sets: "validationImages", describe: "training images held out by methods that search, and for --patience" },
  "probe-images": { sets: "probeImages", describe: "held-out images that a candidate is tried on" },
  "fine-tune-below": { sets: "fineTuneBelow", describe: "held-out accuracy below which a search fine-tunes" },
  "fine-tune-epochs": { sets: "fineTuneEpochs", describe: "epochs of fine-tuning in a search at most" },
  seed: { sets: "seed", describe: "seed of weights, order, augmentation and drawn images" },
} as const satisfies Record<string, { readonly sets: keyof TrainOptions; readonly describe: string }>;

export type NumberFlag = keyof typeof NUMBER_FLAGS;

/** As given on the command line. */
export type NumberArguments = { readonly [Flag in NumberFlag]?: string | undefined };

const FLAGS = Object.keys(NUMBER_FLAGS) as NumberFlag[];

/** The numeric flags as yargs takes them, each with its default in words. */
export const numberOptions = (): Record<NumberFlag, Options & { type: "string" }> =>
  Object.fromEntries(
    Object.entries(NUMBER_FLAGS).map(([flag, { sets, describe }]) => [
      flag,
      { type: "string", requiresArg: true, describe: `${describe} (${shortNumber(D[sets])})` },
    ]),
  ) as Record<NumberFlag, Options & { type: "string" }>;

const shortNumber = (value: number | undefined): string => (value === undefined ? "none" : String(Number(value.toFixed(4))));

/** The options that flags state, and no others. @throws ConfigError for what is no number */
export const statedNumbers = (args: NumberArguments): Partial<TrainOptions> =>
  Object.fromEntries(
    FLAGS.flatMap((flag) => (args[flag] === undefined ? [] : [[NUMBER_FLAGS[flag].sets, realNumber(flag, args[flag])] as const])),
  );

/** The same error with the trainer's options under the names of their flags. */
export function namingFlags(error: unknown): unknown {
  if (!isConfigError(error)) return error;
  const flagOf = new Map<string, string>(FLAGS.map((flag) => [`train.${NUMBER_FLAGS[flag].sets}`, `--${flag}`]));
  return new ConfigError(error.problems.map((problem) => ({ ...problem, path: flagOf.get(problem.path) ?? problem.path })));
}
