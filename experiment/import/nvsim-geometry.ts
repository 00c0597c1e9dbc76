// Rows and columns of one sub-array from NVSim's capacity, word and forced organisation (Bank*.cpp and Mat.cpp). NVSim halves and doubles
// only: counts that are no powers of two leave it with another capacity than the one asked for, where it stops.
import { ConfigError } from "../../sim/errors.js";
import type { ImportSource } from "./importer.js";
import { locationOf, type Converted } from "./nvsim-keys.js";
import { numberOf, problemAt, valueOf, type KeyLine } from "./nvsim-lines.js";

const BITS: Readonly<Record<string, number>> = { B: 8, KB: 8 * 2 ** 10, MB: 8 * 2 ** 20 };
/** Without any of them NVSim tries all values there are. */
const KEYS = ["Capacity", "WordWidth", "ForceBank", "ForceMat", "ForceMuxSenseAmp", "ForceMuxOutputLev1", "ForceMuxOutputLev2"] as const;

const isPowerOfTwo = (value: number): boolean => Number.isSafeInteger(value) && value > 0 && Number.isInteger(Math.log2(value));

/** How many there are in a level and how many of them work on one word: "2x2, 1x1". */
function forced(source: ImportSource, line: KeyLine): { total: number; active: number } {
  const match = /^(\d{1,9})x(\d{1,9})\s*,\s*(\d{1,9})x(\d{1,9})$/.exec(line.value);
  const refuse = (message: string, allowed?: string): ConfigError => new ConfigError(problemAt(source, line, message, allowed));
  if (match === null) throw refuse("cannot be read", "such as 2x2, 1x1");
  const [rows, columns, activeRows, activeColumns] = match.slice(1).map(Number) as [number, number, number, number];
  if (![rows, columns, activeRows, activeColumns].every(isPowerOfTwo)) throw refuse("must be of powers of two, such as 2x2, 1x1");
  if (activeRows > rows || activeColumns > columns) throw refuse("has more active than there are");
  return { total: rows * columns, active: activeRows * activeColumns };
}

/** @param lines checked one by one already. Throws ConfigError where they do not go together. */
export function geometry(source: ImportSource, lines: readonly KeyLine[]): Converted {
  const [capacity, word, bank, mat, mux, ...outputs] = KEYS.map((key) => valueOf(lines, key));
  if (!capacity || !word || !bank || !mat || !mux || outputs.includes(undefined)) return { fields: [], notes: [leftToSearch(lines)] };
  const [banks, mats] = [forced(source, bank), forced(source, mat)];
  const senseAmpMux = numberOf(mux)!;
  if (!isPowerOfTwo(senseAmpMux)) throw new ConfigError(problemAt(source, mux, "must be a power of two"));
  const active = banks.active * mats.active;
  const wordBits = numberOf(word)! / active;
  if (!Number.isInteger(wordBits)) throw new ConfigError(problemAt(source, word, `does not divide among ${active} active sub-arrays`));
  const columns = wordBits * senseAmpMux;
  const rows = (numberOf(capacity)! * BITS[capacity.unit]!) / (banks.total * mats.total) / columns;
  if (!isPowerOfTwo(rows)) {
    throw new ConfigError(problemAt(source, capacity, `gives ${rows} rows of ${columns} columns; NVSim has a power of two of rows`));
  }
  return {
    fields: [
      { path: ["chip", "array", "rows"], value: rows, from: locationOf(source, capacity) },
      { path: ["chip", "array", "columns"], value: columns, from: locationOf(source, word) },
      { path: ["chip", "array", "senseAmpMux"], value: senseAmpMux, from: locationOf(source, mux) },
      { path: ["chip", "array", "wordBits"], value: wordBits, from: locationOf(source, word) },
      { path: ["chip", "organization", "matsPerBank"], value: mats.total, from: locationOf(source, mat) },
      { path: ["chip", "organization", "banksPerGroup"], value: banks.total, from: locationOf(source, bank) },
      { path: ["chip", "organization", "groups"], value: 1 },
    ],
    notes: active > 1 ? [sharedWord(word.value, active, wordBits)] : [],
  };
}

function leftToSearch(lines: readonly KeyLine[]): string {
  const [stated, missing] = [true, false].map((is) => KEYS.filter((key) => (valueOf(lines, key) !== undefined) === is).join(", "));
  const lost = stated === "" ? "" : `; ${stated}: not carried over`;
  return `without ${missing} NVSim searches for the geometry; the array below is Pimento's default${lost}`;
}

const sharedWord = (bits: string, active: number, share: number): string =>
  `the word of ${bits} bits comes from ${active} sub-arrays; the array below is one of them, with its share of ${share} bits`;
