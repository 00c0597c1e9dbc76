// What every fuzz test shares: a reader is given made-up files for a few seconds (minutes by `npm run fuzz`), and every input that
// it once failed on, again. A failing input is kept below `found/`, so that it stays a test after the bug is mended. Time is the
// processor's, so that a busy machine fails nothing.

import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, sep } from "node:path";
import fc from "fast-check";
import { isConfigError } from "../../sim/errors.js";

/** File name, below folders or not -> bytes: what a reader is given at once. */
export type FuzzFiles = Readonly<Record<string, Uint8Array>>;

export interface FuzzTarget {
  /** Structure-aware: mostly what the reader should take, with something wrong here and there. */
  readonly files: fc.Arbitrary<FuzzFiles>;
  /** Throws, or rejects, where the reader did what it must not. `readOrRefuse` and `notFiniteIn` are for its use. */
  readonly check: (files: FuzzFiles) => void | Promise<void>;
}

const FOUND = join(import.meta.dirname, "found");
const SECONDS = Number(process.env["FUZZ_SECONDS"] ?? 3);
const SEED = process.env["FUZZ_SEED"] === undefined ? {} : { seed: Number(process.env["FUZZ_SEED"]) };
/** Time ends it, not a number of inputs. */
const ENDLESS = { numRuns: 2 ** 31 - 1, markInterruptAsFailure: false };
/** Generous for linear work, far below quadratic work on 100 KB. */
const CPU_BASE_MS = 2_000;
const CPU_MS_PER_KB = 20;
const SHRINKING_MS = 20_000;
const MAX_SHOWN = 2_000;

/** The tests of one reader, for the file `<name>.test.ts`. */
export function fuzz(name: string, { files, check }: FuzzTarget): void {
  describe(`the reader of ${name}`, () => {
    for (const [input, kept] of keptInputs(name)) {
      it(`does what it must with the kept input ${input}`, async () => checkInTime(check, kept));
    }

    it("does what it must with whatever it is given", async () => {
      let inputs = 0;
      const property = fc.asyncProperty(files, async (given) => {
        inputs++;
        await checkInTime(check, given);
      });
      const result = await fc.check(property, { ...ENDLESS, ...SEED, interruptAfterTimeLimit: SECONDS * 1_000 });
      if (process.env["FUZZ_SECONDS"] !== undefined) process.stdout.write(`${name}: ${inputs} inputs, seed ${result.seed}\n`);
      if (result.failed) throw await failure(name, property, result);
    }, SECONDS * 1_000 + 2 * SHRINKING_MS);
  });
}

/** Makes the input as small as the time allows, keeps it and says how to find it again. */
async function failure(name: string, property: fc.IAsyncProperty<[FuzzFiles]>, found: fc.RunDetails<[FuzzFiles]>): Promise<Error> {
  const again = { seed: found.seed, ...(found.counterexamplePath === null ? {} : { path: found.counterexamplePath }) };
  const shrunk = await fc.check(property, { ...ENDLESS, ...again, interruptAfterTimeLimit: SHRINKING_MS });
  const smallest = shrunk.failed ? shrunk : found;
  const cause = smallest.errorInstance;
  const place = smallest.counterexample === null ? "no input" : keep(name, smallest.counterexample[0]);
  const what = cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause);
  const message = `seed ${found.seed}, after ${found.numRuns} inputs; the input is kept in ${place}\n${what.slice(0, MAX_SHOWN)}`;
  return new Error(message, { cause });
}

/** What the reader gives, or undefined where it refuses as a reader may: by a ConfigError that says what is wrong. */
export async function readOrRefuse<T>(read: () => T | Promise<T>): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    if (!isConfigError(error)) throw error;
    const isSilent = error.problems.length === 0 || error.problems.some(({ message }) => message === "");
    if (isSilent) throw new Error("refused without a word", { cause: error });
    return undefined;
  }
}

/** Path of the first number of plain data that is not finite, or undefined. */
export function notFiniteIn(value: unknown, path = "result"): string | undefined {
  if (typeof value === "number") return Number.isFinite(value) ? undefined : path;
  if (typeof value !== "object" || value === null) return undefined;
  for (const [key, member] of Object.entries(value)) {
    const found = notFiniteIn(member, `${path}.${key}`);
    if (found !== undefined) return found;
  }
  return undefined;
}

async function checkInTime(check: FuzzTarget["check"], files: FuzzFiles): Promise<void> {
  const kilobytes = Object.values(files).reduce((sum, bytes) => sum + bytes.length, 0) / 1_024;
  const start = process.cpuUsage();
  await check(files);
  const { user, system } = process.cpuUsage(start);
  const spentMs = (user + system) / 1_000;
  const allowedMs = CPU_BASE_MS + CPU_MS_PER_KB * kilobytes;
  if (spentMs <= allowedMs) return;
  throw new Error(`took ${spentMs.toFixed(0)} ms for ${kilobytes.toFixed(1)} KB, more than ${allowedMs.toFixed(0)} ms`);
}

/** [name of the folder, its files] */
function keptInputs(name: string): [string, FuzzFiles][] {
  const folder = join(FOUND, name);
  return existsSync(folder) ? readdirSync(folder).sort().map((input) => [input, filesBelow(join(folder, input))]) : [];
}

function filesBelow(folder: string): FuzzFiles {
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => statSync(join(folder, name)).isFile());
  return Object.fromEntries(names.map((name) => [name.split(sep).join("/"), new Uint8Array(readFileSync(join(folder, name)))]));
}

/** @returns the folder, from the project's root */
function keep(name: string, files: FuzzFiles): string {
  const hash = createHash("sha256");
  for (const [file, bytes] of Object.entries(files)) hash.update(file).update(bytes);
  const folder = join(FOUND, name, hash.digest("hex").slice(0, 12));
  for (const [file, bytes] of Object.entries(files)) {
    const path = join(folder, file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, bytes);
  }
  return folder.slice(folder.indexOf(join("test", "fuzz")));
}
