// Data sets by name: drawn ones computed, file ones read from a folder, compressed or not.
import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { groupDigits } from "../../sim/digits.js";
import { ConfigError, didYouMean, isConfigError } from "../../sim/errors.js";
import { readLimited } from "../../sim/node/read-limited.js";
import { DATASETS, firstImages, joinImageSets } from "../data/index.js";
import type { DatasetFamily, DatasetName, ImageSet, Split } from "../data/index.js";

/**
 * @param classes for sets whose number of classes has to be stated; for others it must be theirs
 * @throws ConfigError naming the known data sets, or for a number of classes that is missing or wrong
 */
export function datasetNamed(name: string, classes?: number): DatasetFamily {
  if (Object.hasOwn(DATASETS, name)) return withClasses(name, DATASETS[name as DatasetName], classes);
  const known = Object.keys(DATASETS);
  const guess = didYouMean(name, known);
  throw new ConfigError({
    path: "data.name",
    message: guess === undefined ? "no such data set" : `no such data set; did you mean ${guess}?`,
    found: name,
    allowed: known.join(", "),
  });
}

function withClasses(name: string, family: DatasetFamily, classes: number | undefined): DatasetFamily {
  const known = family.classes.length;
  const possible =
    family.statedClasses === true
      ? classes !== undefined && Number.isInteger(classes) && classes >= 2 && classes <= known
      : classes === undefined || classes === known;
  if (possible) return family.statedClasses === true ? { ...family, classes: family.classes.slice(0, classes) } : family;
  throw new ConfigError({
    path: "data.classes",
    message: classes === undefined ? `data set ${name} needs its number of classes` : `not a number of classes of data set ${name}`,
    ...(classes === undefined ? {} : { found: String(classes) }),
    allowed: family.statedClasses === true ? `2 to ${known}` : String(known),
  });
}

export interface ImageRequest {
  readonly split: Split;
  /** At most so many, the first ones; undefined = the data set's usual number. */
  readonly count?: number;
  /** Of drawn data sets. */
  readonly seed: number;
  /** Folder of file data sets. */
  readonly dir?: string;
  /** Height and width of the images, only of sets that leave them to the reader. */
  readonly size?: number;
}

/** @throws ConfigError when the folder or a file is missing, or a file is not what it should be */
export function loadImages(family: DatasetFamily, { split, count, seed, dir, size }: ImageRequest): ImageSet {
  const wanted = count ?? family.defaultCount[split];
  if (size !== undefined && family.statedSize !== true)
    throw new ConfigError({
      path: "data.size",
      message: `the images of ${family.title} have a size of their own`,
      found: String(size),
      allowed: "nothing",
    });
  const { source } = family;
  if (source.kind === "drawn") return source.draw(seed, split, wanted);
  if (dir === undefined)
    throw new ConfigError({
      path: "data.dir",
      message: `${family.title} is read from files: name their folder`,
      allowed: source.files[split].join(", "),
    });
  const { mostBytes = MOST_BYTES } = source;
  const sets: ImageSet[] = [];
  let have = 0;
  for (const name of source.files[split]) {
    if (have >= wanted) break;
    const companion = source.companion?.(name);
    const context = {
      classes: family.classes.length,
      ...(size === undefined ? {} : { size }),
      ...(companion === undefined ? {} : { companion: readDataFile(dir, companion, [companion], mostBytes) }),
    };
    const set = source.decode(join(dir, name), readDataFile(dir, name, source.files[split], mostBytes), context);
    sets.push(set);
    have += set.count;
  }
  return firstImages(joinImageSets(sets), wanted);
}

const MOST_BYTES = 2 ** 28;
const UNPACKING_PIECE_BYTES = 1 << 20;

/** The file itself, or its .gz unpacked; refused where it is larger than files of its set. */
function readDataFile(dir: string, name: string, expected: readonly string[], most: number): Uint8Array {
  const file = join(dir, name);
  const isFile = (path: string): boolean => existsSync(path) && statSync(path).isFile();
  if (!existsSync(dir) || !statSync(dir).isDirectory())
    throw new ConfigError({ path: "data.dir", message: "no such folder", found: dir, allowed: `a folder with ${expected.join(", ")}` });
  if (isFile(file)) return readLimited(file, file, most);
  if (isFile(`${file}.gz`)) return unpacked(`${file}.gz`, most);
  throw new ConfigError({
    path: file,
    message: "the data set's file is missing",
    allowed: `${expected.join(", ")} (or the same with .gz)`,
  });
}

function unpacked(file: string, most: number): Uint8Array {
  try {
    return gunzipSync(readLimited(file, file, most), { maxOutputLength: most, chunkSize: UNPACKING_PIECE_BYTES });
  } catch (error) {
    if (isConfigError(error)) throw error;
    if ((error as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE") {
      throw new ConfigError({
        path: file,
        message: "unpacks to more than a file of this data set can be",
        found: `more than ${groupDigits(most)} bytes`,
        allowed: `at most ${groupDigits(most)} bytes`,
      });
    }
    throw new ConfigError({ path: file, message: `cannot be unpacked: ${(error as Error).message}`, allowed: "a gzip file" });
  }
}
