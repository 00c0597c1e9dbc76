// Data sets by name: drawn ones computed, file ones read from a folder.
import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { ConfigError, didYouMean } from "../../sim/errors.js";
import { DATASETS, firstImages, joinImageSets } from "../data/index.js";
import type { DatasetFamily, DatasetName, ImageSet, Split } from "../data/index.js";

/** @throws ConfigError naming the known data sets */
export function datasetNamed(name: string): DatasetFamily {
  if (Object.hasOwn(DATASETS, name)) return DATASETS[name as DatasetName];
  const known = Object.keys(DATASETS);
  const guess = didYouMean(name, known);
  throw new ConfigError({ path: "data.name", message: guess === undefined ? "no such data set" : `no such data set; did you mean ${guess}?`, found: name, allowed: known.join(", ") });
}

export interface ImageRequest {
  readonly split: Split;
  /** At most so many, the first ones; undefined = the data set's usual number. */
  readonly count?: number;
  /** Of drawn data sets. */
  readonly seed: number;
  /** Folder of file data sets. */
  readonly dir?: string;
}

/** @throws ConfigError when the folder or a file is missing, or a file is not what it should be */
export function loadImages(family: DatasetFamily, { split, count, seed, dir }: ImageRequest): ImageSet {
  const wanted = count ?? family.defaultCount[split];
  const { source } = family;
  if (source.kind === "drawn") return source.draw(seed, split, wanted);
  if (dir === undefined) throw new ConfigError({ path: "data.dir", message: `${family.title} is read from files: name their folder`, allowed: source.files[split].join(", ") });
  const sets: ImageSet[] = [];
  let have = 0;
  for (const name of source.files[split]) {
    if (have >= wanted) break;
    const set = source.decode(join(dir, name), readDataFile(dir, name, source.files[split]));
    sets.push(set);
    have += set.count;
  }
  return firstImages(joinImageSets(sets), wanted);
}

function readDataFile(dir: string, name: string, expected: readonly string[]): Uint8Array {
  const file = join(dir, name);
  if (!existsSync(dir) || !statSync(dir).isDirectory()) throw new ConfigError({ path: "data.dir", message: "no such folder", found: dir, allowed: `a folder with ${expected.join(", ")}` });
  if (!existsSync(file) || !statSync(file).isFile()) throw new ConfigError({ path: file, message: "the data set's file is missing", allowed: expected.join(", ") });
  return readFileSync(file);
}
