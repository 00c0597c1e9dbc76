// Lines of NVSim's .cell and .cfg files, "-Key (unit): value // comment", and the table-driven way from keys to config fields.
import { ConfigError, didYouMean, type ConfigProblem } from "../../sim/errors.js";
import type { ImportSource } from "./importer.js";

export interface KeyLine {
  readonly key: string;
  /** Between the brackets; empty without them. */
  readonly unit: string;
  readonly value: string;
  readonly line: number;
}

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

const LINE = /^-\s*([A-Za-z][A-Za-z0-9_]*)\s*(?:\(([^)]*)\))?\s*:\s*(.*?)\s*$/;
const MAX_LINES = 10_000;

/** Every key line; blank lines and comments are skipped. Throws ConfigError for other text. */
export function keyLines({ file, bytes }: ImportSource): KeyLine[] {
  const lines = new TextDecoder().decode(bytes).split(/\r?\n/);
  if (lines.length > MAX_LINES) throw new ConfigError({ path: file, message: "is too long for a file of this kind", found: `${lines.length} lines` });
  const problems: ConfigProblem[] = [];
  const found = lines.flatMap((text, index): KeyLine[] => {
    const meant = text.replace(/\/\/.*$/, "").trim();
    if (meant === "" || meant.startsWith("#")) return [];
    const match = LINE.exec(meant);
    if (match !== null) return [{ key: match[1]!, unit: (match[2] ?? "").trim(), value: match[3]!, line: index + 1 }];
    problems.push({ path: "", message: "is no line of the form -Key (unit): value", found: meant.slice(0, 60), location: { file, line: index + 1, column: 1 } });
    return [];
  });
  if (problems.length > 0) throw new ConfigError(problems);
  return found;
}

/** The value of a key that the importer reads itself. */
export const valueOf = (lines: readonly KeyLine[], key: string): KeyLine | undefined => lines.find((line) => line.key === key);

export const problemAt = ({ file }: ImportSource, line: KeyLine, message: string, allowed?: string): ConfigProblem =>
  ({ path: line.key, message, found: line.value, ...(allowed === undefined ? {} : { allowed }), location: { file, line: line.line, column: 1 } });

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
  lines.forEach((line, index) => {
    const rule = Object.hasOwn(table, line.key) ? table[line.key]! : undefined;
    const problem = problemOf(source, line, rule, table) ?? (lines.findIndex(({ key }) => key === line.key) < index ? problemAt(source, line, "stands twice") : undefined);
    if (problem !== undefined) problems.push(problem);
    else if (rule !== undefined && "field" in rule) fields.push([rule.field, fieldValue(line, rule)]);
    else if (rule !== undefined && "dropped" in rule) notes.push(`${line.key}: ${line.value} is not carried over: ${rule.dropped}`);
  });
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
  if (needsNumber && !(line.value !== "" && Number.isFinite(Number(line.value)))) return problemAt(source, line, "is not a number");
  if (rule.units !== undefined && !Object.hasOwn(rule.units, line.unit)) return problemAt(source, line, `has a unit that is not expected (${line.unit === "" ? "none" : line.unit})`, Object.keys(rule.units).join(", "));
  return undefined;
}

function fieldValue(line: KeyLine, rule: Extract<KeyRule, { field: unknown }>): string | number {
  if (rule.as === "number") return Number(line.value);
  return rule.units === undefined ? line.value : `${line.value} ${rule.units[line.unit]!}`.trim();
}
