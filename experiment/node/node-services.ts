// ExperimentServices on Node: checkpoints and images come from files.
import { basename, resolve } from "node:path";
import { ConfigError, isConfigError } from "../../sim/errors.js";
import { readLimited } from "../../sim/node/read-limited.js";
import { randomStream } from "../../sim/random.js";
import { MOST_CHECKPOINT_BYTES } from "../../workloads/node/checkpoint-files.js";
import { datasetNamed, loadImages } from "../../workloads/node/dataset-files.js";
import type { DatasetRequest, ExperimentProgress, ExperimentServices, Dataset } from "../services.js";
import { evaluateOnAllCores } from "./evaluation-pool.js";
import { tallyOnAllCores } from "./image-pool.js";
import type { LoadedConfig } from "./config-file.js";
import { shippedCheckpoints } from "./shipped-checkpoints.js";

/** @param base where relative files of the config start */
export function nodeServices(base: LoadedConfig["baseFolders"], onProgress?: (progress: ExperimentProgress) => void): ExperimentServices {
  return {
    loadCheckpoint: (nameOrFile) => loadCheckpoint(nameOrFile, base.checkpoint),
    loadDataset: async (request) => loadDataset(request, base.data),
    tallyImages: tallyOnAllCores,
    evaluateChips: evaluateOnAllCores,
    ...(onProgress === undefined ? {} : { onProgress }),
  };
}

/** Images from the registry's data set; fewer than asked for is an error. */
function loadDataset({ data, split, images, seed }: DatasetRequest, base: string): Dataset {
  const family = datasetNamed(data.name, data.classes);
  const set = underDataDir(() =>
    loadImages(family, {
      split,
      count: images,
      seed: imageSeed(seed),
      ...(data.size === undefined ? {} : { size: data.size }),
      ...(data.dir === null ? {} : { dir: resolve(base, data.dir) }),
    }),
  );
  if (set.count < images)
    throw new ConfigError({
      path: "run.images",
      message: "the data set has fewer images",
      found: String(images),
      allowed: `up to ${set.count}`,
    });
  return { ...set, classes: family.classes.length };
}

/** Problems of the files become problems of the field that names their folder. */
function underDataDir<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!isConfigError(error)) throw error;
    throw new ConfigError(
      error.problems.map((problem) =>
        problem.path.startsWith("data.")
          ? problem
          : { ...problem, path: "data.dir", message: `${basename(problem.path)}: ${problem.message}` },
      ),
    );
  }
}

/** Whole numbers are taken as they are, words give one of their own. */
const imageSeed = (seed: string): number => (/^\d{1,15}$/.test(seed) ? Number(seed) : randomStream(seed, "image-seed").int(2 ** 32));

/** A word is a shipped name; what has a slash or a dot is a file. */
async function loadCheckpoint(nameOrFile: string, base: string): Promise<Uint8Array> {
  const shipped = await shippedCheckpoints();
  const file = Object.hasOwn(shipped, nameOrFile) ? shipped[nameOrFile]! : /[./\\]/.test(nameOrFile) ? resolve(base, nameOrFile) : null;
  const known = `${Object.keys(shipped).join(", ") || "none are shipped"}, or a file`;
  if (file === null)
    throw new ConfigError({
      path: "network.checkpoint",
      message: "no checkpoint of this name is shipped",
      found: nameOrFile,
      allowed: known,
    });
  try {
    return readLimited(file, nameOrFile, MOST_CHECKPOINT_BYTES);
  } catch (error) {
    const { code } = error as { code?: string };
    if (code === undefined || isConfigError(error)) throw error;
    throw new ConfigError({
      path: "network.checkpoint",
      message: code === "ENOENT" ? "this file does not exist" : `this file cannot be read (${code})`,
      found: nameOrFile,
      allowed: known,
    });
  }
}
