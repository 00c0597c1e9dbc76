// Reads the file to import and the files it names.
import { dirname, resolve } from "node:path";
import { ConfigError, isConfigError } from "../../sim/errors.js";
import { readLimited } from "../../sim/node/read-limited.js";
import { importerFor, type Imported, type ImportSource } from "../import/index.js";

const MAX_BYTES = 1 << 28;

/** Throws ConfigError for a file that cannot be read or converted. */
export async function importFromDisk(file: string): Promise<Imported> {
  const importer = importerFor(file);
  const source = read(file, file);
  const names = importer.companions(source);
  const companions = names.map((name) => [name, read(resolve(dirname(file), name), name)] as const);
  return importer.convert(source, Object.fromEntries(companions));
}

function read(path: string, shown: string): ImportSource {
  try {
    return { file: shown, bytes: readLimited(path, shown, MAX_BYTES) };
  } catch (error) {
    const { code } = error as { code?: string };
    if (code === undefined || isConfigError(error)) throw error;
    throw new ConfigError({ path: shown, message: code === "ENOENT" ? "this file does not exist" : `this file cannot be read (${code})` });
  }
}
