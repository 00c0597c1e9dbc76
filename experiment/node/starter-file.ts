// Writes the starter config; never over an existing file.
import { writeFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { ConfigError } from "../../sim/errors.js";
import { STARTER_CONFIG } from "../config/starter.js";
import { packageRoot } from "./package-root.js";

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
    await writeFile(file, `${schemaLine(file)}\n${STARTER_CONFIG}`, { flag: "wx" });
  } catch (error) {
    const reason = REASONS[(error as { code?: string }).code ?? ""];
    if (reason === undefined) throw error;
    throw new ConfigError({ path: file, message: reason, allowed: "the name of a new file" });
  }
}

/**
 * Tells an editor where the schema of this installation lies, from the file's folder; a path without a dot in front would be taken for a
 * module.
 */
function schemaLine(file: string): string {
  const path = relative(dirname(file), join(packageRoot(), "dist", "pimento.schema.json")).replaceAll("\\", "/");
  return `# yaml-language-server: $schema=${path.startsWith(".") ? path : `./${path}`}`;
}
