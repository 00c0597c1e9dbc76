// Puts a finished set into its place: by swapping folders, so that at any moment the old set or the new one stands there whole; or file
// by file where a folder cannot be swapped (the one we are in, a mount point, one with folders of the user's own). File by file the old
// manifest goes first and the new one comes last: a kill in between leaves a folder without a manifest, which is no set.
import { copyFile, link, lstat, readdir, rename, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join, relative } from "node:path";
import { dissolve } from "./folder-leftovers.js";
import { whileMoving } from "./folder-lock.js";
import { JOURNAL, MANIFEST, manifestNames, manifestText } from "./folder-manifest.js";
import { makeFolder, syncFolder } from "./write-atomically.js";

/** Runs that swap the same folder at once get in each other's way for microseconds. */
const ATTEMPTS = 100;

/** Moves the set in `stage` to `place`. Of several at once the last one's set stands there, whole. */
export async function publish(stage: string, place: string): Promise<void> {
  const canSwap = dirname(stage) === dirname(place) && !isAround(place, process.cwd());
  if (!canSwap || !(await swap(stage, place))) await moveIn(stage, place);
  await syncFolder(dirname(place));
}

const isAround = (folder: string, inner: string): boolean => !relative(folder, inner).startsWith("..");

/** False where it cannot be done: then nothing has changed. */
async function swap(stage: string, place: string): Promise<boolean> {
  await syncFolder(stage);
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    if (!(await keepOwnFiles(stage, place))) return false;
    const old = `${stage.replace(".pimento-new-", ".pimento-old-")}${String(attempt)}`;
    const isAway = await tried(rename(place, old), ["ENOENT"]);
    if (isAway === "refused") return false;
    const isIn = await tried(rename(stage, place), ["ENOTEMPTY", "EEXIST"]);
    if (isAway === "done") await dissolve(old, place);
    if (isIn === "done") return true;
  }
  return false;
}

const FOR_GOOD = ["EBUSY", "EXDEV", "EPERM", "EACCES", "EINVAL"];

/** Done, not now (one of `codes`), or refused by the operating system for good. */
async function tried(work: Promise<void>, codes: readonly string[]): Promise<"done" | "not-now" | "refused"> {
  try {
    await work;
    return "done";
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? "";
    if (codes.includes(code)) return "not-now";
    if (FOR_GOOD.includes(code)) return "refused";
    throw error;
  }
}

/** Files of the user's own get a second name in the new set. False where there are folders, which can have none. */
async function keepOwnFiles(stage: string, place: string): Promise<boolean> {
  const entries = await readdir(place, { withFileTypes: true }).catch(() => []);
  const old = await manifestNames(place);
  const own = entries.filter(({ name }) => old?.has(name) !== true);
  if (own.some((entry) => entry.isDirectory())) return false;
  for (const { name } of own) await keepBeside(join(place, name), stage, name, old !== null);
  return true;
}

/**
 * Gives a file a second name in `folder`: its own, or where that is taken one with .own behind it.
 * @param hasManifest a folder without one is of an earlier version: files of the same name were that run's, and are replaced
 */
async function keepBeside(file: string, folder: string, name: string, hasManifest: boolean, first = 0): Promise<void> {
  for (let n = first; ; n++) {
    const as = join(folder, n === 0 ? name : `${name}.own${n === 1 ? "" : String(n)}`);
    const isLinked = await tried(link(file, as), ["EEXIST"]);
    if (isLinked === "refused") await copyFile(file, as);
    if (isLinked !== "not-now" || !hasManifest || (await isSame(file, as))) return;
  }
}

async function isSame(a: string, b: string): Promise<boolean> {
  const [first, second] = await Promise.all([lstat(a), lstat(b)]);
  return first.ino === second.ino && first.dev === second.dev;
}

/** File by file, into a folder that stays. */
async function moveIn(stage: string, place: string): Promise<void> {
  await makeFolder(place);
  await whileMoving(place, async () => {
    const old = await manifestNames(place);
    const names = (await readdir(stage)).filter((name) => name !== MANIFEST);
    const isOwn = async (name: string): Promise<boolean> =>
      old !== null && !old.has(name) && (await lstat(join(place, name)).catch(() => null)) !== null;
    for (const name of names) if (await isOwn(name)) await keepBeside(join(place, name), place, name, true, 1);
    await writeFile(join(place, JOURNAL), manifestText([...(old ?? []), ...names].map((name) => ({ name }))));
    await rm(join(place, MANIFEST), { force: true });
    for (const name of old ?? []) if (!names.includes(name) && name !== JOURNAL) await rm(join(place, name), { force: true });
    for (const name of [...names, MANIFEST]) await moveFile(join(stage, name), join(place, name));
    await syncFolder(place);
    await rm(join(place, JOURNAL), { force: true });
  });
}

/** Across file systems too: copied beside its place, then renamed. */
async function moveFile(from: string, to: string): Promise<void> {
  if ((await tried(rename(from, to), [])) === "done") return;
  const beside = join(dirname(to), `.${basename(to)}.${String(process.pid)}.part`);
  await copyFile(from, beside);
  await rename(beside, to);
}
