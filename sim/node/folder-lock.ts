// One run at a time moves files into a folder: the time of a few renames, in folders that cannot be swapped.
import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { ConfigError } from "../errors.js";
import { isRunning } from "./is-running.js";

const LOCK = ".pimento-moving";
const ATTEMPTS = 100;
const PAUSE_MS = 20;

/** @throws ConfigError when another run does not get ready */
export async function whileMoving(folder: string, work: () => Promise<void>): Promise<void> {
  const lock = join(folder, LOCK);
  for (let attempt = 0; !(await isTaken(lock)); attempt++) {
    if (attempt === ATTEMPTS) {
      const message = `another run is writing to this folder (if none is, delete ${LOCK})`;
      throw new ConfigError({ path: "--out", message, found: folder, allowed: "another folder" });
    }
    await new Promise((resolve) => { setTimeout(resolve, PAUSE_MS); });
  }
  try {
    await work();
  } finally {
    await rm(lock, { force: true });
  }
}

/** Takes the lock, or finds that somebody has it. That of a process which was killed is removed for the next attempt. */
async function isTaken(lock: string): Promise<boolean> {
  try {
    await writeFile(lock, String(process.pid), { flag: "wx" });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    const owner = Number(await readFile(lock, "utf8").catch(() => ""));
    if (owner > 0 && !isRunning(owner)) await rm(lock, { force: true });
    return false;
  }
}
