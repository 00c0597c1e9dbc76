// Files appear whole or not at all: written beside their place, brought to the disk, and renamed onto it. Of a process that is killed in
// between a file stays whose name ends in `.part`; that is why this is not a library's work, whose names nothing tells from a user's.
import { access, constants, mkdir, rename, rm, stat, writeFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { ConfigError } from "../errors.js";

/**
 * Finds out whether a folder could be made and written to, so that a long run does not learn it at its end. Makes nothing: a run that
 * fails leaves no empty folder. Throws ConfigError naming the option.
 */
export async function checkFolder(folder: string, option: string): Promise<void> {
  try {
    await access(await nearestFolder(resolve(folder)), constants.W_OK | constants.X_OK);
  } catch (error) {
    const { code } = error as { code?: string };
    if (code === undefined) throw error;
    throw new ConfigError({ path: option, message: `this folder cannot be written to (${code})`, found: folder });
  }
}

/** The same for a file: a name, that is no folder's, in a folder that can be written to. */
export async function checkFile(file: string, option: string): Promise<void> {
  if (file === "") throw new ConfigError({ path: option, message: "needs the name of a file", found: "nothing" });
  await checkFolder(dirname(file), option);
  const there = await stat(file).catch(() => null);
  if (there?.isDirectory() === true)
    throw new ConfigError({ path: option, message: "a folder stands where the file would be written", found: file });
}

/** The path itself or the first above it that exists. */
async function nearestFolder(path: string): Promise<string> {
  try {
    if ((await stat(path)).isDirectory()) return path;
  } catch (error) {
    if ((error as { code?: string }).code === "ENOENT" && dirname(path) !== path) return nearestFolder(dirname(path));
    throw error;
  }
  throw Object.assign(new Error(`${path} is no folder`), { code: "ENOTDIR" });
}

/**
 * Makes the folder if needed. A reader, a kill at any moment or a machine that loses power sees the old content or the new one and nothing
 * between: the bytes are on the disk before the name is theirs. Throws the system's error, and leaves nothing beside the file then.
 */
export async function writeAtomically(file: string, content: string | Uint8Array): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  const beside = `${file}.${process.pid}.part`;
  try {
    await writeFile(beside, content, { flush: true });
    await rename(beside, file);
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  }
}
