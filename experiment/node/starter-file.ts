// Writes the starter config; never over an existing file.
import { writeFile } from "node:fs/promises";
import { ConfigError } from "../../sim/errors.js";
import { STARTER_CONFIG } from "../config/starter.js";

const REASONS: Readonly<Record<string, string>> = {
  EEXIST: "exists already and is left alone",
  ENOENT: "cannot be written: its folder does not exist",
  EISDIR: "is a folder",
  EACCES: "cannot be written",
  EROFS: "cannot be written",
};

/** Throws ConfigError when the file exists or cannot be written. */
export async function writeStarter(file: string): Promise<void> {
  try {
    await writeFile(file, STARTER_CONFIG, { flag: "wx" });
  } catch (error) {
    const reason = REASONS[(error as { code?: string }).code ?? ""];
    if (reason === undefined) throw error;
    throw new ConfigError({ path: file, message: reason, allowed: "the name of a new file" });
  }
}
