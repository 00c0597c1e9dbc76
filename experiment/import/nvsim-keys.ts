// From the keys of NVSim's .cell and .cfg files to config fields, by a table of what becomes of each key.
import { ConfigError, didYouMean, type ConfigProblem } from "../../sim/errors.js";
import type { ImportSource } from "./importer.js";
import { numberOf, problemAt, type KeyLine } from "./nvsim-lines.js";

/** What becomes of a key. */
export type KeyRule =
  /** A field of the config; `units` maps the units the key may carry to ours. */
  | { readonly field: readonly string[]; readonly units?: Readonly<Record<string, string>>; readonly as?: "number" }
  /** Only these values can be represented; nothing needs to be written for them. */
  | { readonly only: readonly string[] }
  /** Read by the importer itself. */
  | { readonly read: true }
  /** Does not change what an array costs, or has no counterpart: the reason goes into the notes. */
  | { readonly dropped: string };

export type KeyTable = Readonly<Record<string, KeyRule>>;

export interface Converted {
  /** [path of the config, value as a config writes it] */
  readonly fields: readonly (readonly [readonly string[], string | number])[];
  readonly notes: readonly string[];
}

/** Applies the table to every line. Throws ConfigError naming each key that is unknown, repeated, or cannot be represented. */
export function convertLines(source: ImportSource, lines: readonly KeyLine[], table: KeyTable): Converted {
  const problems: ConfigProblem[] = [];
  const fields: [readonly string[], string | number][] = [];
  const notes: string[] = [];
  const seen = new Set<string>();
  for (const line of lines) {
    const rule = Object.hasOwn(table, line.key) ? table[line.key]! : undefined;
    const problem = problemOf(source, line, rule, table) ?? (seen.has(line.key) ? problemAt(source, line, "stands twice") : undefined);
    seen.add(line.key);
    if (problem !== undefined) problems.push(problem);
    else if (rule !== undefined && "field" in rule) fields.push([rule.field, fieldValue(line, rule)]);
    else if (rule !== undefined && "dropped" in rule) notes.push(`${line.key}: ${line.value} is not carried over: ${rule.dropped}`);
  }
  if (problems.length > 0) throw new ConfigError(problems);
  return { fields, notes };
}

function problemOf(source: ImportSource, line: KeyLine, rule: KeyRule | undefined, table: KeyTable): ConfigProblem | undefined {
  if (rule === undefined) {
    const near = didYouMean(line.key, Object.keys(table));
    return problemAt(source, line, `is a key that this importer does not know${near === undefined ? "" : `; did you mean "${near}"?`}`);
  }
  if ("only" in rule && !rule.only.some((value) => value.toLowerCase() === line.value.toLowerCase())) return problemAt(source, line, "cannot be represented", rule.only.join(", "));
  if (!("field" in rule)) return undefined;
  const needsNumber = rule.units !== undefined || rule.as === "number";
  if (needsNumber && numberOf(line) === undefined) return problemAt(source, line, "is not a number");
  if (rule.units !== undefined && !Object.hasOwn(rule.units, line.unit)) return problemAt(source, line, `has a unit that is not expected (${line.unit === "" ? "none" : line.unit})`, Object.keys(rule.units).join(", "));
  return undefined;
}

function fieldValue(line: KeyLine, rule: Extract<KeyRule, { field: unknown }>): string | number {
  if (rule.as === "number") return Number(line.value);
  return rule.units === undefined ? line.value : `${line.value} ${rule.units[line.unit]!}`.trim();
}
