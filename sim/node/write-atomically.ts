// Files appear whole or not at all: written beside their place, brought to the disk, and renamed onto it. Of a process that is killed in
// between a file stays whose name ends in `.part`; that is why this is not a library's work, whose names nothing tells from a user's.
import { access, constants, mkdir, open, rename, rm, stat, statfs, writeFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { ConfigError } from "../errors.js";

/**
 * Finds out whether a folder could be made and written to, so that a long run does not learn it at its end. Makes nothing: a run that
 * fails leaves no empty folder. Throws ConfigError naming the option.
 */
export async function checkFolder(folder: string, option: string): Promise<void> {
  if (folder === "") throw new ConfigError({ path: option, message: "needs the name of a folder", found: "nothing" });
  try {
    const nearest = await nearestFolder(resolve(folder));
    await access(nearest, constants.W_OK | constants.X_OK);
    if (KERNELS_OWN.has((await statfs(nearest)).type)) throw Object.assign(new Error("no place for files"), { code: "EROFS" });
  } catch (error) {
    const { code } = error as { code?: string };
    if (code === undefined) throw error;
    throw new ConfigError({ path: option, message: `this folder cannot be written to (${code})`, found: folder });
  }
}

/** Types of proc and sysfs: the superuser has every permission there, and can make nothing. */
const KERNELS_OWN: ReadonlySet<number> = new Set([0x9fa0, 0x62656572]);

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

/** Makes a folder and those above it. (What Node makes of folders that cannot be made, in /proc for one, does not end.) */
export async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder);
  } catch (error) {
    const { code } = error as { code?: string };
    if (code === "EEXIST" && (await stat(folder)).isDirectory()) return;
    if (code !== "ENOENT" || dirname(folder) === folder) throw error;
    await makeFolder(dirname(folder));
    await mkdir(folder).catch((second: unknown) => {
      if ((second as { code?: string }).code !== "EEXIST") throw second;
    });
  }
}

/** Its entries are on the disk when this returns, where the file system can promise that. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r");
  await handle.sync().catch(() => undefined);
  await handle.close();
}

/**
 * Makes the folder if needed. A reader, a kill at any moment or a machine that loses power sees the old content or the new one and nothing
 * between: the bytes are on the disk before the name is theirs. Throws the system's error, and leaves nothing beside the file then.
 */
export async function writeAtomically(file: string, content: string | Uint8Array): Promise<void> {
  await makeFolder(resolve(dirname(file)));
  const beside = `${file}.${process.pid}.part`;
  try {
    await writeFile(beside, content, { flush: true });
    await rename(beside, file);
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  }
}
