// The images that a command's --data, --dataset, --classes, --size and --images name, for commands that take no config.
import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Options } from "yargs";
import { ConfigError } from "../sim/errors.js";
import type { Dataset } from "../experiment/services.js";
import { DATASETS, type DatasetFamily, type FileSource, type Split } from "../workloads/data/index.js";
import { datasetNamed, loadImages } from "../workloads/node/dataset-files.js";
import { wholeNumber } from "./numbers.js";

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
  classes: { type: "string", requiresArg: true, describe: "number of classes of a set that does not say it (records); default: those of the checkpoint, where one is named" },
  size: { type: "string", requiresArg: true, describe: "height and width of images of a set that does not say it (records) [32]" },
  seed: { type: "string", requiresArg: true, describe: "seed of drawn images (the training's, or 1)" },
} as const satisfies Record<keyof DataArguments, Options>;

/** More than any set that fits into memory. */
export const MOST_IMAGES = 10_000_000;

/** The set that is drawn when no folder is named. */
export const DRAWN = "procedural";

/**
 * The registered set whose files of the split are in the folder, told from others with such files by their sizes and its number of classes.
 * @throws ConfigError when the files may be of several
 */
function setIn(dir: string, split: Split, classes: number | undefined): string {
  const isThere = (name: string): boolean => existsSync(join(dir, name)) || existsSync(join(dir, `${name}.gz`));
  const found = Object.entries<DatasetFamily>(DATASETS).flatMap(([name, family]) => {
    const { source } = family;
    if (source.kind !== "files" || !source.files[split].every(isThere)) return [];
    return [{ name, hasClasses: classes === undefined || family.statedClasses === true || family.classes.length === classes, hasSize: hasSize(dir, source, split) }];
  });
  const possible = found.filter((set) => set.hasClasses && set.hasSize !== false);
  const sure = possible.filter((set) => set.hasSize === true);
  const [first, second] = [sure, possible, found].find((sets) => sets.length > 0) ?? [];
  if (first !== undefined && second !== undefined) throw new ConfigError({ path: "--dataset", message: "the files in this folder may be of several data sets", found: dir, allowed: found.map(({ name }) => name).join(", ") });
  return first?.name ?? "cifar10";
}

/** Do the files have the size that the set's format fixes? Undefined where it fixes none, or they are compressed. */
function hasSize(dir: string, { files, fileBytes }: FileSource, split: Split): boolean | undefined {
  const paths = files[split].map((name) => join(dir, name));
  if (fileBytes === undefined || !paths.every((path) => existsSync(path))) return undefined;
  return paths.every((path) => statSync(path).size === fileBytes[split]);
}

/** Are the images' classes those that a network was trained on, by name? */
export const hasClasses = ({ classes }: DatasetFamily, classNames: readonly string[]): boolean =>
  classes.length === classNames.length && classes.every((name, n) => name === classNames[n]);

export interface NamedImages extends Dataset {
  readonly family: DatasetFamily;
}

/**
 * @param networkClasses how many classes a checkpoint tells apart, for sets that do not say how many they have; undefined where none is named
 * @param count at most so many images, the first ones
 */
export function labelledData(args: DataArguments, split: Split, networkClasses: number | undefined, count: number | undefined): NamedImages {
  const stated = args.classes === undefined ? undefined : wholeNumber("classes", args.classes, 2);
  const name = args.dataset ?? (args.data === undefined ? DRAWN : setIn(args.data, split, stated ?? networkClasses));
  const isStated = (DATASETS as Record<string, DatasetFamily>)[name]?.statedClasses === true;
  const family = datasetNamed(name, stated ?? (isStated ? networkClasses : undefined));
  const seed = args.seed === undefined ? 1 : wholeNumber("seed", args.seed, 0);
  const size = args.size === undefined ? undefined : wholeNumber("size", args.size, 1);
  const set = loadImages(family, { split, seed, ...(size === undefined ? {} : { size }), ...(count === undefined ? {} : { count }), ...(args.data === undefined ? {} : { dir: args.data }) });
  return { ...set, classes: family.classes.length, family };
}
