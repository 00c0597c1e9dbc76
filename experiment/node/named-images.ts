// The images that a wish names, read or drawn. What a folder holds is told from its files' names and sizes; what may be several sets is
// asked.
import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { ConfigError } from "../../sim/errors.js";
import { DATASETS, type DatasetFamily, type FileSource, type Split } from "../../workloads/data/index.js";
import { datasetNamed, loadImages, type ImageRequest } from "../../workloads/node/dataset-files.js";
import { DRAWN, type ImageWish, type NamedImages } from "../images/named-images.js";

const FAMILIES: Readonly<Record<string, DatasetFamily>> = DATASETS;

/**
 * @param networkClasses how many classes a checkpoint tells apart, for sets that do not say how many they have; undefined where none is
 * named
 * @param count at most so many images, the first ones; undefined for the set's usual number
 * @throws ConfigError when the folder or a file is missing or not what it should be, or may be of several sets
 */
export function namedImages(wish: ImageWish, split: Split, networkClasses: number | undefined, count: number | undefined): NamedImages {
  const { dir, classes, size, seed = 1 } = wish;
  const name = wish.dataset ?? (dir === undefined ? DRAWN : setIn(dir, split, classes ?? networkClasses));
  const isStated = FAMILIES[name]?.statedClasses === true;
  const family = datasetNamed(name, classes ?? (isStated ? networkClasses : undefined));
  const request: ImageRequest = {
    split, seed,
    ...(size === undefined ? {} : { size }),
    ...(count === undefined ? {} : { count }),
    ...(dir === undefined ? {} : { dir }),
  };
  return { ...loadImages(family, request), classes: family.classes.length, family };
}

/** A set whose files are in the folder. */
interface FoundSet {
  readonly name: string;
  readonly hasClasses: boolean;
  /** Undefined where the format fixes no size, or the files are compressed. */
  readonly hasSize: boolean | undefined;
}

/**
 * The registered set whose files of the split are in the folder, told from others with such files by their sizes and its number of classes.
 * @throws ConfigError when the files may be of several
 */
function setIn(dir: string, split: Split, classes: number | undefined): string {
  const isThere = (name: string): boolean => existsSync(join(dir, name)) || existsSync(join(dir, `${name}.gz`));
  const found = Object.entries(FAMILIES).flatMap(([name, family]): FoundSet[] => {
    const { source } = family;
    if (source.kind !== "files" || !source.files[split].every(isThere)) return [];
    const hasClasses = classes === undefined || family.statedClasses === true || family.classes.length === classes;
    return [{ name, hasClasses, hasSize: hasSize(dir, source, split) }];
  });
  const possible = found.filter((set) => set.hasClasses && set.hasSize !== false);
  const sure = possible.filter((set) => set.hasSize === true);
  const [first, second] = [sure, possible, found].find((sets) => sets.length > 0) ?? [];
  if (first === undefined || second === undefined) return first?.name ?? "cifar10";
  const allowed = found.map(({ name }) => name).join(", ");
  throw new ConfigError({ path: "--dataset", message: "the files in this folder may be of several data sets", found: dir, allowed });
}

/** Do the files have the size that the set's format fixes? */
function hasSize(dir: string, { files, fileBytes }: FileSource, split: Split): boolean | undefined {
  const paths = files[split].map((name) => join(dir, name));
  if (fileBytes === undefined || !paths.every((path) => existsSync(path))) return undefined;
  return paths.every((path) => statSync(path).size === fileBytes[split]);
}
