// Files appear whole or not at all: written beside their place and renamed onto it.
import { access, constants, mkdir, rename, rm, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { ConfigError } from "../../sim/errors.js";

/** Makes the folder, so that a long run does not find out at its end that it cannot. Throws ConfigError naming the option. */
export async function makeFolder(folder: string, option: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
    await access(folder, constants.W_OK);
  } catch (error) {
    const { code } = error as { code?: string };
    if (code === undefined) throw error;
    throw new ConfigError({ path: option, message: `this folder cannot be written to (${code})`, found: folder });
  }
}

/** Makes the folder if needed. */
export async function writeAtomically(file: string, content: string | Uint8Array): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  const beside = `${file}.${process.pid}.part`;
  try {
    await writeFile(beside, content);
    await rename(beside, file);
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  }
}
