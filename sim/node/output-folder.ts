// An output folder is one set of files: all of one run and none of another. A set is made beside its place and swapped in as a whole; its
// manifest says what belongs to it, so that files of the user's own are told apart and stay. What a killed run left is cleaned by the next.
import { createHash } from "node:crypto";
import { chmod, mkdtemp, open, realpath, rm, stat } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { clearLeftovers, leftoverPrefix } from "./folder-leftovers.js";
import { publish } from "./folder-publish.js";
import { MANIFEST, type ManifestFile, manifestText } from "./folder-manifest.js";
import { checkFolder, makeFolder } from "./write-atomically.js";

/** Adds a file to the set. @param name without a folder */
export type Put = (name: string, content: string | Uint8Array) => Promise<void>;

/** What filling a folder gave, and the files that are in it. */
export interface WrittenFolder<Result> {
  readonly result: Result;
  readonly files: readonly string[];
}

/**
 * Writes a set of files. What stood in the folder stays whole until all of them are on the disk; where `fill` throws, it stays for good.
 * @param fill hands over the files, and gives what the caller wants back
 * @returns that, and the names of the files, the manifest among them
 * @throws ConfigError for a folder without a name, or that cannot be written to, or that another run is writing to just now
 */
export async function writeFolder<Result>(folder: string, fill: (put: Put) => Promise<Result>): Promise<WrittenFolder<Result>> {
  await checkFolder(folder, "--out");
  const place = await realpath(folder).catch(() => resolve(folder));
  await makeFolder(dirname(place));
  await clearLeftovers(place);
  const stage = await makeStage(place);
  try {
    const files: ManifestFile[] = [];
    const result = await fill(async (name, content) => {
      if (name !== basename(name) || name === MANIFEST) throw new RangeError(`${name} is no name of a file in a set`);
      files.push(await writeThrough(join(stage, name), name, content));
    });
    await writeThrough(join(stage, MANIFEST), MANIFEST, manifestText(files));
    await publish(stage, place);
    return { result, files: [...files.map(({ name }) => name), MANIFEST] };
  } finally {
    await rm(stage, { recursive: true, force: true });
  }
}

/** Beside the folder, where it can be swapped in; inside it where nothing may be made beside it. */
async function makeStage(place: string): Promise<string> {
  const there = await stat(place).catch(() => null);
  const made = await mkdtemp(join(dirname(place), leftoverPrefix(place, "new"))).catch((error: unknown) => {
    if (there === null) throw error;
    return mkdtemp(join(place, leftoverPrefix(place, "new")));
  });
  // mkdtemp makes a folder for its owner alone.
  const OPEN = 0o777;
  await chmod(made, there === null ? OPEN & ~process.umask() : there.mode & OPEN);
  return made;
}

/** On the disk when it returns. */
async function writeThrough(file: string, name: string, content: string | Uint8Array): Promise<ManifestFile> {
  const bytes = typeof content === "string" ? Buffer.from(content, "utf8") : content;
  const handle = await open(file, "w");
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
  return { name, bytes: bytes.length, sha256: createHash("sha256").update(bytes).digest("hex") };
}
