// From the words of `pimento train` to the request of a training.
import type { TrainingRequest } from "../experiment/training/training-job.js";
import { checkTrainOptions, DEFAULT_TRAIN_OPTIONS } from "../workloads/train/options.js";
import type { TrainOptions } from "../workloads/train/options.js";
import { givenOptions } from "./command-words.js";
import { imageWish } from "./data-options.js";
import { imageCount, numberList } from "./numbers.js";
import { QUANTISATION_FLAG_NAMES, quantisationOf } from "./quantisation-flags.js";
import type { QuantisationArguments } from "./quantisation-flags.js";
import { NUMBER_FLAGS, statedNumbers } from "./train-flags.js";
import type { NumberArguments, NumberFlag } from "./train-flags.js";

/** As given on the command line; what is not comes from the config, then from the defaults. */
export interface TrainArguments extends NumberArguments, QuantisationArguments {
  readonly file?: string | undefined;
  readonly method?: string | undefined;
  readonly network?: string | undefined;
  readonly widths?: string | undefined;
  readonly dataset?: string | undefined;
  readonly data?: string | undefined;
  readonly classes?: string | undefined;
  readonly size?: string | undefined;
  readonly title?: string | undefined;
  readonly images?: string | undefined;
  readonly "test-images"?: string | undefined;
  readonly from?: string | undefined;
  readonly threads: string;
  readonly out: string;
  readonly resume: boolean;
}

/** Checked before any image is read or drawn. @throws ConfigError for what is no number or out of range */
export function trainingRequest(args: TrainArguments): TrainingRequest {
  const { file, network, widths, title, from, data, dataset, classes, size } = args;
  return {
    config: file,
    options: trainOptions(args),
    network, title, from,
    widths: widths === undefined ? undefined : numberList("widths", widths),
    images: imageWish({ data, dataset, classes, size }),
    trainImages: args.images === undefined ? undefined : imageCount("images", args.images),
    testImages: args["test-images"] === undefined ? undefined : imageCount("test-images", args["test-images"]),
    command: commandOf(args),
  };
}

function trainOptions(args: TrainArguments): TrainOptions {
  const quantisation = quantisationOf(args);
  const options = {
    ...DEFAULT_TRAIN_OPTIONS,
    ...(quantisation === undefined ? {} : { quantisation }),
    method: args.method ?? DEFAULT_TRAIN_OPTIONS.method,
    ...statedNumbers(args),
  };
  checkTrainOptions(options);
  return options;
}

/** The command that repeats the run: what was asked for, without folders and threads, which do not change the result. */
function commandOf(args: TrainArguments): string {
  const names = [
    "method", "network", "widths", "dataset", "classes", "size", "title", "images", "test-images",
    ...(Object.keys(NUMBER_FLAGS) as NumberFlag[]),
    ...QUANTISATION_FLAG_NAMES,
  ] as const;
  return [
    "npx pimento train",
    ...(args.file === undefined ? [] : ["FILE"]),
    ...(args.from === undefined ? [] : ["--from CHECKPOINT"]),
    ...(args.data === undefined ? [] : ["--data DIR"]),
    ...givenOptions(args, names),
  ].join(" ");
}
