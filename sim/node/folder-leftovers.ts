// What a killed run leaves beside its output folder: a set that was not finished, or the old set, moved away for the new one. Their names
// hold the machine and the process, so that the next run knows whether anybody still works on them.
import { createHash } from "node:crypto";
import { readdir, rename, rm, rmdir, stat } from "node:fs/promises";
import { hostname } from "node:os";
import { basename, dirname, join } from "node:path";
import { manifestNames } from "./folder-manifest.js";
import { isRunning } from "./is-running.js";

/** Of another machine, which cannot be asked: so long after nobody works on it any more. */
const ABANDONED_MS = 24 * 60 * 60 * 1000;
const MACHINE_DIGITS = 6;

const machine = (): string => createHash("sha256").update(hostname()).digest("hex").slice(0, MACHINE_DIGITS);

/** Start of the name of a folder that stands beside (or in) `place` for a while. */
export const leftoverPrefix = (place: string, kind: "new" | "old"): string =>
  `.${basename(place)}.pimento-${kind}-${machine()}-${String(process.pid)}-`;

/** Removes what killed runs left of this folder; an old set whose folder is gone comes back. */
export async function clearLeftovers(place: string): Promise<void> {
  for (const folder of [dirname(place), place]) {
    const names = await readdir(folder).catch((): string[] => []);
    for (const name of names.filter((each) => each.startsWith(`.${basename(place)}.pimento-`)).sort()) {
      if (await isLeft(join(folder, name), name.slice(`.${basename(place)}.pimento-`.length))) await clear(join(folder, name), place);
    }
  }
}

async function isLeft(path: string, rest: string): Promise<boolean> {
  const [, of, owner] = /^(?:new|old)-([0-9a-f]+)-(\d+)-/.exec(rest) ?? [];
  if (of === undefined) return false;
  if (of === machine()) return Number(owner) !== process.pid && !isRunning(Number(owner));
  const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: Infinity }));
  return Date.now() - mtimeMs > ABANDONED_MS;
}

async function clear(path: string, place: string): Promise<void> {
  if (!basename(path).startsWith(`.${basename(place)}.pimento-old-`)) await rm(path, { recursive: true, force: true });
  else if ((await manifestNames(place)) !== null) await dissolve(path, place);
  else await rename(path, place).catch(() => undefined);
}

/** Removes the folder of an old set, whose place another set has taken. What is in no set, nor in the new place, moves there. */
export async function dissolve(old: string, place: string): Promise<void> {
  const ours = await manifestNames(old);
  const there = new Set(await readdir(place).catch((): string[] => []));
  for (const name of await readdir(old)) {
    if (ours?.has(name) === true || there.has(name)) await rm(join(old, name), { force: true });
    else await rename(join(old, name), join(place, name));
  }
  await rmdir(old);
}
