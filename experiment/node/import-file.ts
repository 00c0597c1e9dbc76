// Reads the file to import and the files it names.
import { readFile, stat } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { ConfigError } from "../../sim/errors.js";
import { importerFor, type Imported, type ImportSource } from "../import/index.js";

const MAX_BYTES = 1 << 28;

/** Throws ConfigError for a file that cannot be read or converted. */
export async function importFromDisk(file: string): Promise<Imported> {
  const importer = importerFor(file);
  const source = await read(file, file);
  const names = importer.companions(source);
  const companions = await Promise.all(names.map(async (name) => [name, await read(resolve(dirname(file), name), name)] as const));
  return importer.convert(source, Object.fromEntries(companions));
}

async function read(path: string, shown: string): Promise<ImportSource> {
  try {
    const { size } = await stat(path);
    if (size > MAX_BYTES) throw new ConfigError({ path: shown, message: "this file is too large to import" });
    return { file: shown, bytes: await readFile(path) };
  } catch (error) {
    const { code } = error as { code?: string };
    if (code === undefined || code === "CONFIG") throw error;
    throw new ConfigError({ path: shown, message: code === "ENOENT" ? "this file does not exist" : `this file cannot be read (${code})` });
  }
}
