// The form of NVSim's .cell and .cfg files: lines of "-Key (unit): value", comments behind // or #. Every step looks at a character a
// fixed number of times, so that the time grows with the size of the file and no faster.
import { ConfigError, type ConfigProblem } from "../../sim/errors.js";
import { plainText } from "../config/plain-text.js";
import type { ImportSource } from "./importer.js";

export interface KeyLine {
  readonly key: string;
  /** Between the brackets; empty without them. */
  readonly unit: string;
  /** Without what stands behind it as a comment. */
  readonly value: string;
  readonly line: number;
}

const KEY = /^[A-Za-z][A-Za-z0-9_]*$/;
const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;
/** A file's name may hold the signs of a comment; it ends where a space stands before them. */
const FILE_NAMES: ReadonlySet<string> = new Set(["MemoryCellInputFile", "OutputFilePrefix"]);
const MAX_BYTES = 1 << 20;
const MAX_LINES = 10_000;
const MAX_SHOWN = 60;

/** Every key line; blank lines and comments are skipped. Throws ConfigError for other text. */
export function keyLines(source: ImportSource): KeyLine[] {
  const { file, bytes } = source;
  if (bytes.length > MAX_BYTES) throw tooLong(file, `${bytes.length} bytes`);
  const lines = plainText(source).split(/\r\n|\n|\r/);
  if (lines.length > MAX_LINES) throw tooLong(file, `${lines.length} lines`);
  const problems: ConfigProblem[] = [];
  const found = lines.flatMap((text, index): KeyLine[] => {
    const meant = text.trim();
    if (meant === "" || meant.startsWith("#") || meant.startsWith("//")) return [];
    const parts = keyLine(meant);
    if (parts !== undefined) return [{ ...parts, line: index + 1 }];
    const location = { file, line: index + 1, column: 1 };
    problems.push({ path: "", message: "is no line of the form -Key (unit): value", found: shown(meant), location });
    return [];
  });
  if (problems.length > 0) throw new ConfigError(problems);
  return found;
}

/** The number that a value is, in plain decimal notation; undefined for anything else. */
export function numberOf({ value }: KeyLine): number | undefined {
  const number = NUMBER.test(value) ? Number(value) : Number.NaN;
  return Number.isFinite(number) ? number : undefined;
}

/** The value of a key that the importer reads itself. */
export const valueOf = (lines: readonly KeyLine[], key: string): KeyLine | undefined => lines.find((line) => line.key === key);

/** A problem with one line of the file, at its place. */
export const problemAt = ({ file }: ImportSource, line: KeyLine, message: string, allowed?: string): ConfigProblem => ({
  path: shown(line.key), message, found: line.value === "" ? "nothing" : shown(line.value), ...(allowed === undefined ? {} : { allowed }),
  location: { file, line: line.line, column: 1 },
});

/** As much of a text as a message can hold. */
export const shown = (text: string): string => (text.length <= MAX_SHOWN ? text : `${text.slice(0, MAX_SHOWN)}...`);

function keyLine(text: string): Omit<KeyLine, "line"> | undefined {
  const colon = text.indexOf(":");
  if (colon < 0 || !text.startsWith("-")) return undefined;
  const head = text.slice(1, colon).trim();
  const bracket = head.indexOf("(");
  if (bracket >= 0 && !head.endsWith(")")) return undefined;
  const key = (bracket < 0 ? head : head.slice(0, bracket)).trim();
  if (!KEY.test(key)) return undefined;
  const unit = bracket < 0 ? "" : head.slice(bracket + 1, -1).trim();
  return { key, unit, value: withoutComment(text.slice(colon + 1), FILE_NAMES.has(key)) };
}

function withoutComment(text: string, isFileName: boolean): string {
  const at = text.search(isFileName ? /\s(?:#|\/\/)/ : /#|\/\//);
  return (at < 0 ? text : text.slice(0, at)).trim();
}

const tooLong = (file: string, found: string): ConfigError =>
  new ConfigError({ path: file, message: "is too long for a file of this kind", found });
