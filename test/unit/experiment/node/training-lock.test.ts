// A folder is one training's at a time, however many begin at the same moment and whoever died in it before.
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { whileLocked } from "../../../../experiment/node/training/training-lock.js";

const STARTS = 12;
/** Time for all processes to start. */
const AHEAD_MS = 6000;
const NOBODY = "99999999";

const TAKER = join(import.meta.dirname, "../../../fixtures/lock-taker.mjs");

function folderWith(locks: Readonly<Record<string, string>>): string {
  const folder = join(mkdtempSync(join(tmpdir(), "pimento-lock-")), "out");
  mkdirSync(folder);
  for (const [name, owner] of Object.entries(locks)) writeFileSync(join(folder, name), owner);
  return folder;
}

/** What each of many simultaneous starts noted. */
async function startAtOnce(folder: string): Promise<string[]> {
  const moment = Date.now() + AHEAD_MS;
  const ends = Array.from({ length: STARTS }, () => new Promise<number | null>((resolve) => {
    spawn(process.execPath, [TAKER, folder, String(moment)], { stdio: "inherit" }).once("exit", resolve);
  }));
  expect(await Promise.all(ends)).toEqual(new Array(STARTS).fill(0));
  return readFileSync(`${folder}.log`, "utf8").trim().split("\n");
}

/** The most that were in at a time. */
function mostAtOnce(notes: readonly string[]): number {
  let inside = 0;
  return Math.max(...notes.map((note) => (inside += note.startsWith("in ") ? 1 : note.startsWith("out ") ? -1 : 0)));
}

describe("a folder's training lock", () => {
  it.each<[string, Readonly<Record<string, string>>]>([
    ["an empty folder", {}],
    ["a folder whose owner was killed", { "training.lock": NOBODY }],
    [
      "a folder whose owners were killed one after the other",
      { "training.lock": NOBODY, "training.lock.1": NOBODY, "training.lock.2": "no number" },
    ],
  ])(`lets one of ${STARTS} simultaneous starts at a time into %s`, async (_, locks) => {
    const folder = folderWith(locks);
    const notes = await startAtOnce(folder);
    expect(mostAtOnce(notes)).toBe(1);
    expect(notes.filter((note) => note.startsWith("in ")).length + notes.filter((note) => note.startsWith("refused ")).length).toBe(STARTS);
    expect(readdirSync(folder)).toEqual([]);
  });

  it("names the process that has it, and the file", async () => {
    const folder = folderWith({ "training.lock": NOBODY, "training.lock.1": String(process.ppid) });
    await expect(whileLocked(folder, () => Promise.resolve())).rejects.toThrow(
      new RegExp(`process ${process.ppid} is training in this folder \\(if that is no training, delete training\\.lock\\.1\\)`),
    );
    expect(readdirSync(folder).sort()).toEqual(["training.lock", "training.lock.1"]);
  });

  it("is gone after work that failed", async () => {
    const folder = folderWith({});
    await expect(whileLocked(folder, () => Promise.reject(new Error("no memory")))).rejects.toThrow("no memory");
    expect(readdirSync(folder)).toEqual([]);
  });
});
