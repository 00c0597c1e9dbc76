// The checkpoints that come with the package: files in checkpoints/, named without their extension.
import { readdir } from "node:fs/promises";
import { join, parse } from "node:path";
import { packageRoot } from "./package-root.js";

const EXTENSION = ".ckpt";

/** Files by name. */
export async function shippedCheckpoints(): Promise<Record<string, string>> {
  const folder = join(packageRoot(), "checkpoints");
  const files = (await readdir(folder).catch((): string[] => [])).filter((file) => parse(file).ext === EXTENSION).sort();
  return Object.fromEntries(files.map((file) => [parse(file).name, join(folder, file)]));
}
