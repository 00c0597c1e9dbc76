// One axis of a sweep as the command line writes it: a field of the config and the values it takes.
//   chip.array.rows=128..2048*2              128, 256, 512, 1024, 2048
//   chip.process.temperature=300 K..400 K+25 K
//   chip.process.roadmap=HP,LOP,LSTP
// The end of a range belongs to it when a step meets it. Values are text, read as a config reads them.
import { ConfigError } from "../../sim/errors.js";
import type { Override } from "./overrides.js";

export interface Axis {
  /** Dotted path of the field. */
  readonly path: string;
  /** As a config would write them, at least one. */
  readonly values: readonly string[];
  /** As the user typed it, for errors. */
  readonly option: string;
}

const MAX_VALUES = 100_000;
const NUMBER = String.raw`([+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)`;
const UNIT = String.raw`\s*([A-Za-zµΩ%][A-Za-z0-9µΩ%²^/ ]*?)?\s*`;
const RANGE = new RegExp(`^${NUMBER}${UNIT}\\.\\.${NUMBER}${UNIT}([*+])\\s*${NUMBER}${UNIT}$`);
const LOOKS_LIKE_RANGE = /^[+-]?\d[^,]*\.\.[+-]?\d/;
const EXAMPLES = "from..to*factor, from..to+step, or values between commas, such as chip.array.rows=128..2048*2";
/** A step may miss the end by rounding. */
const TOLERANCE = 2 ** -30;
const DIGITS = 12;

/** @param text "path=values". Throws ConfigError. */
export function parseAxis(text: string): Axis {
  const at = text.indexOf("=");
  const path = text.slice(0, at).trim();
  const option = `--axis ${text}`;
  if (at <= 0 || path === "") throw new ConfigError({ path: "--axis", message: "needs path=values", found: text, allowed: EXAMPLES });
  const given = text.slice(at + 1).trim();
  const range = RANGE.exec(given);
  const values = range === null ? listed(given, option) : stepped(range, option);
  return { path, values, option };
}

/** The field replaced by one value of the axis. */
export const axisOverride = ({ path }: Axis, value: string): Override => ({
  path,
  text: value,
  option: `--axis ${path}=${value}`,
  as: "yaml",
});

/** Every combination, the last axis fastest. */
export function axisPoints(axes: readonly Axis[]): string[][] {
  return axes.reduce<string[][]>((points, axis) => points.flatMap((point) => axis.values.map((value) => [...point, value])), [[]]);
}

function listed(given: string, option: string): string[] {
  if (LOOKS_LIKE_RANGE.test(given)) throw new ConfigError({ path: option, message: "is not a range", found: given, allowed: EXAMPLES });
  const values = splitAtCommas(given).map((value) => value.trim());
  if (values.some((value) => value === ""))
    throw new ConfigError({ path: option, message: "has an empty value", found: given, allowed: EXAMPLES });
  return values;
}

/** Commas inside brackets or quotes belong to a value. */
function splitAtCommas(text: string): string[] {
  return text.match(/(?:[^,[\]{}"']|\[[^\]]*\]|\{[^}]*\}|"[^"]*"|'[^']*')+|(?<=^|,)(?=,|$)/g) ?? [""];
}

function stepped(range: RegExpExecArray, option: string): string[] {
  const [from, to, step] = [range[1], range[3], range[6]].map(Number) as [number, number, number];
  const multiplies = range[5] === "*";
  const units = [range[2], range[4], range[7]].filter((unit) => unit !== undefined);
  const refuse = (message: string): never => {
    throw new ConfigError({ path: option, message, found: range[0], allowed: EXAMPLES });
  };
  if (new Set(units).size > 1) refuse("has more than one unit");
  if (multiplies && range[7] !== undefined) refuse("has a factor with a unit");
  if (multiplies ? !(from * to > 0 && step > 0 && step !== 1) : step === 0) refuse("never reaches its end");
  const count = 1 + Math.floor(TOLERANCE + (multiplies ? Math.log(to / from) / Math.log(step) : (to - from) / step));
  if (!(count >= 1)) refuse("steps away from its end");
  if (count > MAX_VALUES) refuse(`has more than ${MAX_VALUES} values`);
  const suffix = units[0] === undefined ? "" : ` ${units[0]}`;
  const valueAt = (index: number): number => (multiplies ? from * step ** index : from + step * index);
  return Array.from({ length: count }, (_, index) => `${Number(valueAt(index).toPrecision(DIGITS))}${suffix}`);
}
