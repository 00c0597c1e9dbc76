// What becomes of each key of NVSim's files, as a table that a .cell and a .cfg file have one of each, and the way from lines to config
// fields and notes by that table. NVSim passes over a line whose unit or number it cannot read; here such a line is an error.
import { ConfigError, didYouMean, type ConfigProblem } from "../../sim/errors.js";
import type { ImportSource } from "./importer.js";
import { numberOf, problemAt, shown, type KeyLine } from "./nvsim-lines.js";

/** What a number may be. `zero-is-unstated`: above zero, where 0 is NVSim's word for a value that it computes. */
export type NumberRange = "above zero" | "not below zero" | "whole and above zero" | "zero-is-unstated" | "any";

/** Unit in the file -> unit of the config; "" for a key without one. */
export type Units = Readonly<Record<string, string>>;

/** How a line is checked, whatever becomes of it: a number with a unit, or one of some words. */
interface Checked {
  readonly units?: Units;
  readonly range?: NumberRange;
  /** Nothing else can be represented, or is known to NVSim. */
  readonly only?: readonly (string | number)[];
  /** NVSim takes these words in any case. */
  readonly anyCase?: true;
  /** What stands between the brackets where it is no unit. */
  readonly notation?: string;
}

/** What becomes of a key. */
export type KeyRule = Checked & (
  /** A field of the config: the number with its unit (a bare one with `as`), or the word. */
  | { readonly field: readonly string[]; readonly as?: "number" }
  /** Read by the importer itself, or nothing to write. */
  | { readonly read: true }
  /** Known, and not carried over: the reason goes into the notes. */
  | { readonly dropped: string; readonly except?: readonly string[] }
);

export type KeyTable = Readonly<Record<string, KeyRule>>;

export interface ConvertedField {
  /** Of the config. */
  readonly path: readonly string[];
  /** As a config writes it. */
  readonly value: string | number;
  /** Where it was stated, unless it is NVSim's own. */
  readonly from?: ConfigProblem["location"];
}

export interface Converted {
  readonly fields: readonly ConvertedField[];
  readonly notes: readonly string[];
}

/** What came of the lines or of their absence, and everything wrong with them. */
export interface Checkup extends Converted {
  readonly problems: readonly ConfigProblem[];
}

/** Applies the table to every line; a problem is a key that is unknown or repeated, or a value out of range or not to be represented. */
export function convertLines(source: ImportSource, lines: readonly KeyLine[], table: KeyTable): Checkup {
  const problems: ConfigProblem[] = [];
  const fields: ConvertedField[] = [];
  const notes: string[] = [];
  const seen = new Map<string, string>();
  for (const line of lines) {
    const rule = Object.hasOwn(table, line.key) ? table[line.key]! : undefined;
    if (rule === undefined) {
      problems.push(unknownKey(source, line, table));
      continue;
    }
    const meaning = "field" in rule ? rule.field.join(".") : line.key;
    const problem = wrongWith(source, line, rule) ?? repeated(source, line, seen.get(meaning));
    seen.set(meaning, line.key);
    if (problem !== undefined) problems.push(problem);
    else if ("field" in rule && !isUnstated(line, rule)) fields.push(fieldOf(source, line, rule));
    else if ("dropped" in rule) notes.push(`${line.key}: ${shown(line.value)} is not carried over: ${rule.dropped}`);
  }
  return { fields, notes, problems };
}

/** The values that a table leaves open: stated as the zero that stands for "compute it", or not at all. */
export const isStated = (lines: readonly KeyLine[], key: string): boolean => lines.some((line) => line.key === key && numberOf(line) !== 0);

/** Throws ConfigError if there are problems. */
export function refuseProblems(problems: readonly ConfigProblem[]): void {
  if (problems.length > 0) throw new ConfigError(problems);
}

/** Only a key that is one slip of the pen away is offered: many keys differ by one word ("ReadPulse", "ResetPulse"). */
function unknownKey(source: ImportSource, line: KeyLine, table: KeyTable): ConfigProblem {
  const near = didYouMean(line.key, Object.keys(table), 1);
  return problemAt(source, line, `is a key that this importer does not know${near === undefined ? "" : `; did you mean "${near}"?`}`);
}

function repeated(source: ImportSource, line: KeyLine, before: string | undefined): ConfigProblem | undefined {
  if (before === undefined) return undefined;
  return problemAt(source, line, before === line.key ? "stands twice" : `states again what ${before} states`);
}

function wrongWith(source: ImportSource, line: KeyLine, rule: KeyRule): ConfigProblem | undefined {
  return wrongNumber(source, line, rule) ?? wrongNotation(source, line, rule) ?? unrepresented(source, line, rule);
}

function wrongNumber(source: ImportSource, line: KeyLine, { units, range = "any" }: KeyRule): ConfigProblem | undefined {
  if (units === undefined) return undefined;
  if (!Object.hasOwn(units, line.unit)) return wrongUnit(source, line, Object.keys(units));
  const number = numberOf(line);
  if (number === undefined) return problemAt(source, line, "is not a number");
  return isInRange(number, range) ? undefined : problemAt(source, line, `must be ${RANGES[range]}`);
}

function wrongUnit(source: ImportSource, line: KeyLine, units: readonly string[]): ConfigProblem {
  const allowed = units.map((unit) => (unit === "" ? "no unit" : unit)).join(", ");
  const found = line.unit === "" ? "no unit" : shown(line.unit);
  return { ...problemAt(source, line, "is in a unit that is not expected", allowed), found };
}

function wrongNotation(source: ImportSource, line: KeyLine, { notation, units }: KeyRule): ConfigProblem | undefined {
  if (units !== undefined || line.unit === (notation ?? "")) return undefined;
  return { ...problemAt(source, line, "has other brackets than NVSim reads", notation ?? "none"), found: shown(line.unit) };
}

function unrepresented(source: ImportSource, line: KeyLine, rule: KeyRule): ConfigProblem | undefined {
  const word = rule.anyCase === true ? line.value.toLowerCase() : line.value;
  const isThis = (value: string | number): boolean => value === word || value === numberOf(line);
  if (rule.only !== undefined && !rule.only.some(isThis)) {
    const why = "dropped" in rule ? ` (${rule.dropped})` : "";
    return problemAt(source, line, "cannot be represented", `${rule.only.join(", ")}${why}`);
  }
  const isExcepted = "dropped" in rule && rule.except?.includes(line.value) === true;
  return isExcepted ? problemAt(source, line, "cannot be represented") : undefined;
}

const RANGES: Readonly<Record<NumberRange, string>> = {
  "above zero": "above zero",
  "not below zero": "zero or above",
  "whole and above zero": "a whole number above zero",
  "zero-is-unstated": "above zero, or 0 where NVSim is to compute it",
  any: "a number",
};

function isInRange(number: number, range: NumberRange): boolean {
  switch (range) {
    case "above zero": return number > 0;
    case "not below zero":
    case "zero-is-unstated": return number >= 0;
    case "whole and above zero": return Number.isSafeInteger(number) && number > 0;
    case "any": return true;
  }
}

const isUnstated = (line: KeyLine, rule: KeyRule): boolean => rule.range === "zero-is-unstated" && numberOf(line) === 0;

/** Place of a line, for fields and problems that come of it. */
export function locationOf({ file }: ImportSource, { line }: KeyLine): NonNullable<ConfigProblem["location"]> {
  return { file, line, column: 1 };
}

function fieldOf(source: ImportSource, line: KeyLine, rule: Extract<KeyRule, { field: unknown }>): ConvertedField {
  const number = numberOf(line);
  const text = rule.units === undefined ? line.value : `${number} ${rule.units[line.unit]!}`;
  return { path: rule.field, value: rule.as === "number" ? number! : text, from: locationOf(source, line) };
}
