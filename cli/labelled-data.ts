// The images that a command's --data, --dataset, --classes, --size and --images name, for commands that take no config.
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Options } from "yargs";
import { ConfigError } from "../sim/errors.js";
import type { Dataset } from "../experiment/services.js";
import { DATASETS, type DatasetFamily, type Split } from "../workloads/data/index.js";
import { datasetNamed, loadImages } from "../workloads/node/dataset-files.js";

export interface DataArguments {
  readonly data?: string | undefined;
  readonly dataset?: string | undefined;
  readonly classes?: string | undefined;
  readonly size?: string | undefined;
  readonly seed?: string | undefined;
}

export const DATA_OPTIONS = {
  data: { type: "string", requiresArg: true, describe: "folder with the images; without it they are drawn (procedural)" },
  dataset: { choices: Object.keys(DATASETS), describe: "data set; found out from the folder's files when left out" },
  classes: { type: "string", requiresArg: true, describe: "number of classes of a set that does not say it (records); default: the network's" },
  size: { type: "string", requiresArg: true, describe: "height and width of images of a set that does not say it (records) [32]" },
  seed: { type: "string", requiresArg: true, describe: "seed of drawn images" },
} as const satisfies Record<keyof DataArguments, Options>;

/** The first registered file set all of whose files of the split are in the folder. */
function setIn(dir: string, split: Split, classes: number | undefined): string {
  const families = Object.entries<DatasetFamily>(DATASETS);
  const isThere = (name: string): boolean => existsSync(join(dir, name)) || existsSync(join(dir, `${name}.gz`));
  const found = families.filter(([, { source }]) => source.kind === "files" && source.files[split].every(isThere));
  const named = found.find(([, family]) => family.statedClasses !== true && family.classes.length === classes) ?? found.find(([, family]) => family.statedClasses === true) ?? found[0];
  return named?.[0] ?? "cifar10";
}

export interface NamedImages extends Dataset {
  readonly family: DatasetFamily;
}

/**
 * @param networkClasses how many classes the network tells apart, for sets that do not say how many they have; undefined where no network is chosen yet
 * @param count at most so many images, the first ones
 */
export function labelledData(args: DataArguments, split: Split, networkClasses: number | undefined, count: number | undefined): NamedImages {
  const name = args.dataset ?? (args.data === undefined ? "procedural" : setIn(args.data, split, networkClasses));
  const isStated = (DATASETS as Record<string, DatasetFamily>)[name]?.statedClasses === true;
  const classes = args.classes === undefined ? (isStated ? networkClasses : undefined) : wholeNumber("classes", args.classes, 2);
  const family = datasetNamed(name, classes);
  const seed = args.seed === undefined ? 1 : wholeNumber("seed", args.seed, 0);
  const size = args.size === undefined ? undefined : wholeNumber("size", args.size, 1);
  const set = loadImages(family, { split, seed, ...(size === undefined ? {} : { size }), ...(count === undefined ? {} : { count }), ...(args.data === undefined ? {} : { dir: args.data }) });
  return { ...set, classes: family.classes.length, family };
}

/** @throws ConfigError naming the option */
export function wholeNumber(option: string, text: string, low: number, high = Number.MAX_SAFE_INTEGER): number {
  const value = Number(text);
  if (text.trim() !== "" && Number.isInteger(value) && value >= low && value <= high) return value;
  throw new ConfigError({ path: `--${option}`, message: "not a possible number", found: text, allowed: high === Number.MAX_SAFE_INTEGER ? `whole numbers from ${low}` : `whole numbers ${low} to ${high}` });
}
