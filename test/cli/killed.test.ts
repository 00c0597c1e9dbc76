// A training stops when it is told to, and killed without mercy at twenty random moments and resumed each time ends in the checkpoint of
// one that was left alone.
import { spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { randomStream, type RandomStream } from "../../sim/random.js";
import { emptyFolder, pimento, ROOT } from "./pimento.js";

const KILLS = 20;
const SHORT = [
  "train", "--network", "resnet8", "--images", "128", "--test-images", "32", "--epochs", "30", "--batch", "64", "--widths", "0.5,0.25",
  "--threads", "1",
];

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => { setTimeout(resolve, milliseconds); });

const savedAt = (folder: string): number => {
  const state = join(folder, "state.bin");
  return existsSync(state) ? statSync(state).mtimeMs : 0;
};

/** What a user types after a kill: resume if anything was saved. */
const wordsFor = (folder: string): string[] => [...SHORT, "--out", folder, ...(savedAt(folder) > 0 ? ["--resume"] : [])];

/**
 * How long the training took from its last start to what it saved: the measure of every other wait, so that a fast machine kills as often
 * as a slow one.
 */
interface Pace {
  milliseconds: number;
}

/**
 * One life of the training. Two of three go on until an epoch has been saved and a while longer, so that the training gets on and kills
 * fall into steps and writes; every third one is killed a random while after its start, so that kills fall into starting and restoring too.
 */
async function killedLife(folder: string, life: number, random: RandomStream, pace: Pace): Promise<NodeJS.Signals | null> {
  const [before, start] = [savedAt(folder), performance.now()];
  const child = spawn(process.execPath, [join(ROOT, "dist/cli/main.js"), ...wordsFor(folder)], { stdio: "ignore" });
  const ended = new Promise<NodeJS.Signals | null>((resolve) => { child.once("exit", (_, signal) => { resolve(signal); }); });
  if (life % 3 === 2) await pause(pace.milliseconds * random.next());
  else {
    while (savedAt(folder) === before && child.exitCode === null) await pause(2);
    pace.milliseconds = performance.now() - start;
    await pause(0.2 * pace.milliseconds * random.next());
  }
  child.kill("SIGKILL");
  return ended;
}

/** Steps of 100 an epoch that a training has done when it says so after a signal, sent at its fiftieth. */
async function stepsAtSignal(threads: number, signal: NodeJS.Signals): Promise<{ code: number | null; steps: number }> {
  const words = [
    "train", "--network", "resnet8", "--images", "6400", "--test-images", "32", "--epochs", "1", "--batch", "64", "--block", "32",
    "--widths", "0.25", "--threads", String(threads), "--out", emptyFolder(),
  ];
  const child = spawn(process.execPath, [join(ROOT, "dist/cli/main.js"), ...words], { stdio: ["ignore", "ignore", "pipe"] });
  let said = "";
  child.stderr.on("data", (text: Buffer) => {
    if (said === "") child.kill(signal);
    said += text.toString();
  });
  const code = await new Promise<number | null>((resolve) => { child.once("close", resolve); });
  return { code, steps: Number(/stopped after step (\d+) of 100;/.exec(said)?.[1]) };
}

describe("a training told to stop", () => {
  it.each([
    [1, "SIGINT", 130],
    [2, "SIGINT", 130],
    [1, "SIGTERM", 143],
  ] as const)(
    "stops within the epoch, with %i threads, and says by %s and exit code %i why",
    async (threads, signal, exit) => {
      const { code, steps } = await stepsAtSignal(threads, signal);
      expect(code).toBe(exit);
      expect(steps).toBeGreaterThanOrEqual(50);
      expect(steps).toBeLessThan(100);
    },
    60_000,
  );
});

describe("a killed training", () => {
  it(`killed at ${KILLS} random moments, resumed each time, ends in the same bytes`, async () => {
    const [whole, killed] = [emptyFolder(), emptyFolder()];
    expect(pimento([...SHORT, "--out", whole]).code).toBe(0);
    const random = randomStream("moments of death");
    const pace: Pace = { milliseconds: 1000 };
    for (let life = 0; life < KILLS; life++) expect(await killedLife(killed, life, random, pace)).toBe("SIGKILL");
    expect(pimento(wordsFor(killed)).code).toBe(0);
    for (const file of ["checkpoint.ckpt", "learning-curves.csv"])
      expect(readFileSync(join(killed, file)).equals(readFileSync(join(whole, file)))).toBe(true);
    // A kill between writing and renaming leaves the part that was written.
    expect(readdirSync(killed).filter((file) => !file.endsWith(".part")).sort()).toEqual(readdirSync(whole).sort());
  }, 240_000);
});
