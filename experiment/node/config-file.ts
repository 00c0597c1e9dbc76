// Reads a config file from disk into an ExperimentSpec, and says from which folders its relative files are meant.
import { basename, dirname, extname, resolve } from "node:path";
import { ConfigError } from "../../sim/errors.js";
import { readLimited } from "../../sim/node/read-limited.js";
import type { Override } from "../config/overrides.js";
import { readConfig, type ConfigText, type ReadConfig } from "../config/read-config.js";
import type { ExperimentSpec } from "../spec.js";

const MAX_BYTES = 1 << 20;

export interface LoadedConfig extends Pick<ReadConfig, "locate"> {
  readonly spec: ExperimentSpec;
  /** Folders that relative `data.dir` and `network.checkpoint` start from. */
  readonly baseFolders: { readonly data: string; readonly checkpoint: string };
}

/** @param file null for the embedded default. Throws ConfigError. */
export async function loadConfig(file: string | null, overrides: readonly Override[] = []): Promise<LoadedConfig> {
  const { spec, fromCommandLine, locate } = readConfig(file === null ? null : configText(file), overrides);
  const beside = file === null ? process.cwd() : dirname(resolve(file));
  const base = (isOption: boolean): string => (isOption ? process.cwd() : beside);
  return { spec, locate, baseFolders: { data: base(fromCommandLine.dataDir), checkpoint: base(fromCommandLine.checkpoint) } };
}

/** The text of a config file, to be read. Throws ConfigError. */
export function configText(file: string): ConfigText {
  const bytes = readBytes(file);
  const name = basename(file, extname(file)).replace(/[^A-Za-z0-9._-]+/g, "-").replace(/^[^A-Za-z0-9]+/, "").slice(0, 100);
  return { text: new TextDecoder().decode(bytes), file, name: name === "" ? "experiment" : name };
}

function readBytes(file: string): Uint8Array {
  try {
    return readLimited(file, file, MAX_BYTES);
  } catch (error) {
    const reason = FILE_PROBLEMS[(error as { code?: string }).code ?? ""];
    if (reason === undefined) throw error;
    throw new ConfigError({ path: file, message: `the config ${reason}`, allowed: "a YAML file; `pimento init` writes one to start from" });
  }
}

const FILE_PROBLEMS: Readonly<Record<string, string>> = {
  ENOENT: "does not exist",
  ENOTDIR: "does not exist",
  EISDIR: "is a folder",
  EACCES: "cannot be read",
  EPERM: "cannot be read",
};
