// One training at a time in a folder: a file with the number of the process that trains there, gone when that process ends as it should. The
// file of a process that was killed is taken over.
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { ConfigError } from "../../../sim/errors.js";

const LOCK = "training.lock";

/** Does the work while nobody else may train in the folder. @throws ConfigError when somebody does already */
export async function whileLocked<Result>(folder: string, work: () => Promise<Result>): Promise<Result> {
  const file = join(folder, LOCK);
  await mkdir(folder, { recursive: true });
  await take(file, folder);
  try {
    return await work();
  } finally {
    await rm(file, { force: true });
  }
}

async function take(file: string, folder: string): Promise<void> {
  const isTaken = await writeFile(file, String(process.pid), { flag: "wx" }).then(() => false, (error: NodeJS.ErrnoException) => {
    if (error.code === "EEXIST") return true;
    throw error;
  });
  if (!isTaken) return;
  const owner = Number(await readFile(file, "utf8"));
  if (owner !== process.pid && isRunning(owner)) throw new ConfigError({ path: "--out", message: `process ${owner} is training in this folder (if that is no training, delete ${LOCK})`, found: folder, allowed: "another folder" });
  await writeFile(file, String(process.pid));
}

function isRunning(owner: number): boolean {
  // What is no number was written by nobody of ours, or not to its end; 0 and below name groups of processes.
  if (!Number.isInteger(owner) || owner < 1) return false;
  try {
    process.kill(owner, 0);
    return true;
  } catch (error) {
    // The process is there and belongs to somebody else.
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
