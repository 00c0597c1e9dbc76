// One training at a time in a folder: a file with the number of the process that trains there, gone when that process ends as it should.
// The lock of a process that was killed is succeeded by one of the next number, training.lock.1 after training.lock: making a file that
// must not be there is the one step that the system lets a single process do, so of all that see a dead owner one wins. The newest lock
// counts. Libraries that judge by the file's age would keep a killed training from being resumed for as long as they wait, and not keep two
// out.
import { link, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { ConfigError } from "../../../sim/errors.js";
import { isRunning } from "../../../sim/node/is-running.js";

const LOCK = "training.lock";
const LOCK_NAME = /^training\.lock(?:\.(\d+))?$/;
/** Takers that meet are told apart in a few turns; each turn that is lost was won by another. */
const MOST_TURNS = 100;

/** Does the work while nobody else may train in the folder. @throws ConfigError when somebody does already */
export async function whileLocked<Result>(folder: string, work: () => Promise<Result>): Promise<Result> {
  await mkdir(folder, { recursive: true });
  const file = await take(folder);
  try {
    return await work();
  } finally {
    await rm(file, { force: true });
  }
}

/** The file that is ours. */
async function take(folder: string): Promise<string> {
  const own = join(folder, `${LOCK}.${process.pid}.part`);
  await writeFile(own, String(process.pid));
  try {
    for (let turn = 0; turn < MOST_TURNS; turn++) {
      const taken = await succeed(folder, own);
      if (taken !== null) return taken;
    }
  } finally {
    await rm(own, { force: true });
  }
  throw new ConfigError({
    path: "--out",
    message: "others begin to train in this folder again and again",
    found: folder,
    allowed: "another folder",
  });
}

/**
 * Takes the place after the newest lock, if no owner is running. Null when others were faster. Of two that take different places the later
 * one finds the earlier one's lock afterwards and gives way. Only an owner removes locks of the dead, so no name is given anew under its
 * eyes.
 */
async function succeed(folder: string, own: string): Promise<string | null> {
  const before = await locksIn(folder);
  const running = before.find(isHeld);
  if (running !== undefined) throw inUse(folder, running);
  const file = join(folder, nameOf((before.at(-1)?.number ?? -1) + 1));
  if (!(await isLinked(own, file))) return null;
  const others = (await locksIn(folder)).filter(({ number }) => join(folder, nameOf(number)) !== file);
  if (others.some(isHeld)) {
    await rm(file, { force: true });
    return null;
  }
  for (const { number } of others) await rm(join(folder, nameOf(number)), { force: true });
  return file;
}

interface Lock {
  readonly number: number;
  readonly owner: number;
}

const nameOf = (number: number): string => (number === 0 ? LOCK : `${LOCK}.${number}`);

/** By rising number. */
async function locksIn(folder: string): Promise<Lock[]> {
  const numbers = (await readdir(folder)).flatMap((name) => {
    const match = LOCK_NAME.exec(name);
    return match === null ? [] : [Number(match[1] ?? 0)];
  });
  const locks = await Promise.all(numbers.map(async (number) => ({ number, owner: await ownerOf(join(folder, nameOf(number))) })));
  return locks.filter((lock): lock is Lock => lock.owner !== null).sort((a, b) => a.number - b.number);
}

/** Null when the lock is gone by now. */
const ownerOf = (file: string): Promise<number | null> => readFile(file, "utf8").then(Number, (error: NodeJS.ErrnoException) => {
  if (error.code === "ENOENT") return null;
  throw error;
});

function inUse(folder: string, { number, owner }: Lock): ConfigError {
  const message = `process ${owner} is training in this folder (if that is no training, delete ${nameOf(number)})`;
  return new ConfigError({ path: "--out", message, found: folder, allowed: "another folder" });
}

/** False when the name is taken. */
const isLinked = (from: string, to: string): Promise<boolean> => link(from, to).then(() => true, (error: NodeJS.ErrnoException) => {
  if (error.code === "EEXIST") return false;
  throw error;
});

/** By a process that is there. A lock with our own number is of one that had it before us. */
function isHeld({ owner }: Lock): boolean {
  return owner !== process.pid && isRunning(owner);
}
