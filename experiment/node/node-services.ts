// ExperimentServices on Node: checkpoints and images come from files.
import { readFile, readdir } from "node:fs/promises";
import { join, parse, resolve } from "node:path";
import { ConfigError } from "../../sim/errors.js";
import type { ExperimentProgress, ExperimentServices } from "../services.js";
import type { LoadedConfig } from "./config-file.js";
import { packageRoot } from "./package-root.js";

const CHECKPOINT_FOLDER = "checkpoints";

/** @param base where relative files of the config start */
export function nodeServices(base: LoadedConfig["baseFolders"], onProgress?: (progress: ExperimentProgress) => void): ExperimentServices {
  return {
    loadCheckpoint: (nameOrFile) => loadCheckpoint(nameOrFile, base.checkpoint),
    loadDataset: async ({ data }) => {
      throw new ConfigError({ path: "data.name", message: "this data set cannot be read yet", found: data.name });
    },
    ...(onProgress === undefined ? {} : { onProgress }),
  };
}

/** File names of the shipped checkpoints by their name. */
export async function shippedCheckpoints(): Promise<Record<string, string>> {
  const folder = join(packageRoot(), CHECKPOINT_FOLDER);
  const files = await readdir(folder).catch((): string[] => []);
  return Object.fromEntries(files.filter((file) => !file.startsWith(".")).sort().map((file) => [parse(file).name, join(folder, file)]));
}

/** A word is a shipped name; what has a slash or a dot is a file. */
async function loadCheckpoint(nameOrFile: string, base: string): Promise<Uint8Array> {
  const shipped = await shippedCheckpoints();
  const file = Object.hasOwn(shipped, nameOrFile) ? shipped[nameOrFile]! : /[./\\]/.test(nameOrFile) ? resolve(base, nameOrFile) : null;
  const known = `${Object.keys(shipped).join(", ") || "none are shipped"}, or a file`;
  if (file === null) throw new ConfigError({ path: "network.checkpoint", message: "no checkpoint of this name is shipped", found: nameOrFile, allowed: known });
  try {
    return await readFile(file);
  } catch (error) {
    const { code } = error as { code?: string };
    if (code === undefined) throw error;
    throw new ConfigError({ path: "network.checkpoint", message: code === "ENOENT" ? "this file does not exist" : `this file cannot be read (${code})`, found: nameOrFile, allowed: known });
  }
}
