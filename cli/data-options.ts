// The images that a command's --data, --dataset, --classes, --size and --seed name, for commands that take no config.
import type { Options } from "yargs";
import type { ImageWish } from "../experiment/images/named-images.js";
import { DATASETS } from "../workloads/data/index.js";
import { wholeNumber } from "./numbers.js";

/** As given on the command line. */
export interface DataArguments {
  readonly data?: string | undefined;
  readonly dataset?: string | undefined;
  readonly classes?: string | undefined;
  readonly size?: string | undefined;
  readonly seed?: string | undefined;
}

const CLASSES = "number of classes of a set that does not say it (records); default: those of the checkpoint, where one is named";

export const DATA_OPTIONS = {
  data: { type: "string", requiresArg: true, describe: "folder with the images; without it they are drawn (procedural)" },
  dataset: { choices: Object.keys(DATASETS), describe: "data set; found out from the folder's files when left out" },
  classes: { type: "string", requiresArg: true, describe: CLASSES },
  size: { type: "string", requiresArg: true, describe: "height and width of images of a set that does not say it (records) [32]" },
  seed: { type: "string", requiresArg: true, describe: "seed of drawn images (the training's, or 1)" },
} as const satisfies Record<keyof DataArguments, Options>;

/** @throws ConfigError for what is no number */
export const imageWish = ({ data, dataset, classes, size, seed }: DataArguments): ImageWish => ({
  dir: data,
  dataset,
  classes: classes === undefined ? undefined : wholeNumber("classes", classes, 2),
  size: size === undefined ? undefined : wholeNumber("size", size, 1),
  seed: seed === undefined ? undefined : wholeNumber("seed", seed, 0),
});
