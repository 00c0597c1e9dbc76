// The two errors of Pimento: a config that cannot be built, and a simulation that cannot go on.
// Errors are data (a code, problems with places) so that the command line can print them and choose an exit code.
// Checks go by `code`, never by instanceof: an error may come from another realm (a worker, a test sandbox).

import { groupDigits } from "./digits.js";

/** One thing wrong with a config: where, what was found, what is allowed. */
export interface ConfigProblem {
  /** Dotted path of the field, for instance "chip.array.rows"; "" for the whole config. */
  readonly path: string;
  readonly message: string;
  readonly found?: string;
  readonly allowed?: string;
  readonly location?: { readonly file: string; readonly line: number; readonly column: number };
}

/** The user's input is wrong. Carries every problem found, not only the first. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
  readonly code = "CONFIG";
  readonly problems: readonly ConfigProblem[];

  constructor(problems: ConfigProblem | readonly ConfigProblem[]) {
    const list: readonly ConfigProblem[] = isList(problems) ? problems : [problems];
    super(list.map(formatProblem).join("\n"));
    this.problems = list;
  }
}

/** The simulated machine reached a state that has no meaning. The message starts with time and unit. */
export class SimulationError extends Error {
  override readonly name = "SimulationError";
  readonly code = "SIMULATION";

  /** @param timePs engine time of the failure, or null outside a run  @param unit hierarchical name of the unit concerned */
  constructor(readonly timePs: number | null, readonly unit: string, readonly reason: string) {
    super(`${timePs === null ? "" : `[${groupDigits(timePs)} ps] `}${unit}: ${reason}`);
  }
}

/** No future time allows an act, or the base, under the power limit. */
export class PowerLimitError extends SimulationError {
  /** @param neededW the limit that would do for this act */
  constructor(timePs: number | null, unit: string, reason: string, readonly neededW: number) {
    super(timePs, unit, reason);
  }
}

/** By its code, which survives threads and realms. */
export function isConfigError(error: unknown): error is ConfigError {
  return codeOf(error) === "CONFIG";
}

/** By its code, which survives threads and realms. */
export function isSimulationError(error: unknown): error is SimulationError {
  return codeOf(error) === "SIMULATION";
}

/** By its code, which survives threads and realms. */
export function isPowerLimitError(error: unknown): error is PowerLimitError {
  return isSimulationError(error) && "neededW" in error;
}

/** "file:line:col path: message (found ...; allowed ...)", leaving out what is not known. */
export function formatProblem(problem: ConfigProblem): string {
  const { location, path, message, found, allowed } = problem;
  const place = location === undefined ? "" : `${location.file}:${location.line}:${location.column} `;
  const details = [
    ...(found === undefined ? [] : [`found ${found}`]),
    ...(allowed === undefined ? [] : [`allowed ${allowed}`]),
  ];
  return `${place}${path === "" ? "" : `${path}: `}${message}${details.length === 0 ? "" : ` (${details.join("; ")})`}`;
}

/** Returns the value; throws a ConfigError naming the parameter when it is NaN, infinite or not a number. */
export function finite(value: number, name: string): number {
  if (Number.isFinite(value)) return value;
  throw new ConfigError({ path: name, message: "must be a finite number", found: String(value) });
}

/**
 * The known word a misspelt one was probably meant to be, or undefined when nothing is close.
 * @param mostEdits how far a word may be; a third of its letters unless stated
 */
export function didYouMean(word: string, known: Iterable<string>, mostEdits = thirdOf(word)): string | undefined {
  let best: string | undefined;
  let bestDistance = mostEdits + 1;
  for (const candidate of known) {
    // At least as many edits as one is longer; a word of any length costs no time then.
    if (Math.abs(word.length - candidate.length) >= bestDistance) continue;
    const distance = editDistance(word.toLowerCase(), candidate.toLowerCase());
    if (distance < bestDistance) [best, bestDistance] = [candidate, distance];
  }
  return best ?? onlyPartOf(word, known);
}

/** The one known word that has this one in it: "mux" in "senseAmpMux". Of fewer than three letters there would be too many. */
function onlyPartOf(word: string, known: Iterable<string>): string | undefined {
  const around = word.length < 3 ? [] : [...known].filter((candidate) => candidate.toLowerCase().includes(word.toLowerCase()));
  return around.length === 1 ? around[0] : undefined;
}

const thirdOf = (word: string): number => Math.max(1, Math.floor(word.length / 3));

/** Levenshtein distance where swapping two neighbours counts as one edit (optimal string alignment). */
function editDistance(a: string, b: string): number {
  let beforePrevious: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const current = [i];
    for (let j = 1; j <= b.length; j++) {
      const replace = previous[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      let cost = Math.min(replace, previous[j]! + 1, current[j - 1]! + 1);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) cost = Math.min(cost, beforePrevious[j - 2]! + 1);
      current.push(cost);
    }
    [beforePrevious, previous] = [previous, current];
  }
  return previous[b.length]!;
}

function isList(problems: ConfigProblem | readonly ConfigProblem[]): problems is readonly ConfigProblem[] {
  return Array.isArray(problems);
}

function codeOf(error: unknown): unknown {
  return typeof error === "object" && error !== null && "code" in error ? error.code : undefined;
}
