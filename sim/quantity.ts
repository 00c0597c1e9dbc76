// Quantities as people write them ("2.5 ns", "60 fJ", "64 F^2") to SI numbers and back: one parser, one printer.
// The only file that knows mathjs or unit prefixes. Text is never evaluated: a length limit, a character pattern, then
// `math.unit` on a single unit expression.

import math from "mathjs/lib/browser/math.js";
import { ConfigError, finite } from "./errors.js";

/** SI unit in which a value is wanted. Any expression of units works; the named ones get friendlier messages. */
export type SiUnit = keyof typeof EXAMPLES | (string & {});

export interface QuantityOptions {
  /** Path of the field, for the error. */
  readonly path?: string;
  /** Accept "infinite" (and YAML's .inf): for limits that may be absent. */
  readonly allowInfinite?: boolean;
}

const EXAMPLES = {
  s: "a time such as 2.5 ns",
  J: "an energy such as 60 fJ",
  W: "a power such as 200 mW",
  m: "a length such as 45 nm",
  "m^2": "an area such as 0.02 mm^2",
  V: "a voltage such as 0.8 V",
  A: "a current such as 330 uA",
  ohm: "a resistance such as 5 kohm",
  F: "a capacitance such as 10 fF",
  Hz: "a frequency such as 1.2 GHz",
  K: "a temperature such as 300 K",
  bit: "a size such as 8 Mb",
  "1": "a plain number such as 0.8, or 80 %",
  "%": "a percentage such as 80 %, or 0.8",
} as const;

/** How many picos make one: for counts in integer picowatts. */
export const PICO_PER_UNIT = 1e12;

const MAX_LENGTH = 64;
const PATTERN = /^([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)\s*([A-Za-z%][A-Za-z0-9^*/() .-]*)?$/;
const PREFIXES = ["f", "p", "n", "µ", "m", "", "k", "M", "G", "T"] as const;
const UNITY_PREFIX = 5;
const PREFIXABLE = /^(s|J|W|V|A|ohm|F|Hz|m|T|bit)(?=$|[*/ ])/;

/** What is being read, and how to complain about it. */
interface Wanted {
  readonly input: string | number;
  readonly unit: SiUnit;
  readonly path: string;
}

/**
 * The SI value of a text such as "2.5 ns" wanted in "s". A bare number is accepted only where the unit is "1" or "%"
 * (where "80 %" gives 0.8). Noise of the conversion is rounded away at 15 significant digits.
 * Throws a ConfigError saying what was expected and what was found.
 */
export function quantity(input: string | number, unit: SiUnit, options: QuantityOptions = {}): number {
  if (options.allowInfinite === true && (input === Infinity || input === "infinite")) return Infinity;
  const wanted: Wanted = { input, unit, path: options.path ?? "" };
  const isPlain = unit === "1" || unit === "%";
  const { value, unitText } = typeof input === "number" ? { value: input, unitText: "" } : split(input, wanted);
  if (unitText === "" && !isPlain) throw unreadable(wanted, "lacks its unit");
  const si = isPlain ? plainNumber(value, unitText, wanted) : toSi(value, unitText, wanted);
  if (!Number.isFinite(si)) throw unreadable(wanted, "is not a finite number");
  return si;
}

/** Area in squared feature sizes: "64 F^2" -> 64. (mathjs would read farads squared.) */
export function quantityInF2(text: string, options: QuantityOptions = {}): number {
  return inFeatureSizes(text, /^F(\^?2|²)$/, "an area in feature sizes such as 64 F^2", options);
}

/** Length in feature sizes: "6 F" -> 6. */
export function quantityInF(text: string, options: QuantityOptions = {}): number {
  return inFeatureSizes(text, /^F$/, "a length in feature sizes such as 6 F", options);
}

/**
 * Prints an SI value with an engineering prefix: (2.5e-9, "s") -> "2.5 ns". Areas print in mm² or µm², "%" prints
 * percent, "1" the number alone. Throws a ConfigError for NaN and infinities: nothing ever prints them.
 * @param digits significant digits, 1 to 15
 */
export function formatQuantity(value: number, unit: SiUnit, digits = 4): string {
  finite(value, `quantity [${unit}]`);
  if (unit === "1") return shifted(value, 0, digits);
  if (unit === "%") return `${shifted(value, 2, digits)} %`;
  if (unit === "m^2") return formatArea(value, digits);
  const pretty = unit.replace(/ohm/g, "Ω").replace(/\^2/g, "²");
  if (!PREFIXABLE.test(unit)) return `${shifted(value, 0, digits)} ${pretty}`;
  const step = value === 0 ? 0 : Math.floor(decimalExponent(value, digits) / 3);
  const smallest = unit.startsWith("bit") ? UNITY_PREFIX : 0; // there is no milli-bit
  const index = Math.min(Math.max(step + UNITY_PREFIX, smallest), PREFIXES.length - 1);
  return `${shifted(value, -3 * (index - UNITY_PREFIX), digits)} ${PREFIXES[index]!}${pretty}`;
}

function formatArea(value: number, digits: number): string {
  const isLarge = value === 0 || decimalExponent(value, digits) >= -8;
  return isLarge ? `${shifted(value, 6, digits)} mm²` : `${shifted(value, 12, digits)} µm²`;
}

/** value * 10^places with that many significant digits, by moving the decimal point in text: exact, no float noise. */
function shifted(value: number, places: number, digits: number): string {
  const [mantissa, exponent] = value.toExponential(digits - 1).split("e") as [string, string];
  return String(Number(`${mantissa}e${Number(exponent) + places}`));
}

function decimalExponent(value: number, digits: number): number {
  return Number(value.toExponential(digits - 1).split("e")[1]);
}

function split(text: string, wanted: Wanted): { value: number; unitText: string } {
  if (text.length > MAX_LENGTH) throw unreadable(wanted, `is longer than ${MAX_LENGTH} characters`);
  const match = PATTERN.exec(asciiUnits(text.trim()));
  if (match === null) throw unreadable(wanted, "is not a number with a unit");
  return { value: Number(match[1]), unitText: (match[2] ?? "").trim() };
}

/** The spellings people use for what mathjs knows by another name. */
function asciiUnits(text: string): string {
  return text
    .replace(/[\u00b5\u03bc]/g, "u")
    .replace(/[\u2126\u03a9]|Ohms?\b/g, "ohm")
    .replace(/²/g, "^2")
    .replace(/³/g, "^3")
    .replace(/·/g, "*")
    .replace(/\b([kMGT]i?)bits?\b/g, "$1b");
}

function plainNumber(value: number, unitText: string, wanted: Wanted): number {
  if (unitText === "") return value;
  if (unitText === "%" || unitText === "percent") return Number(shifted(value, -2, 15));
  throw otherDimension(wanted);
}

function toSi(value: number, unitText: string, wanted: Wanted): number {
  const target = asciiUnits(wanted.unit);
  const one = parseUnit(`1 ${unitText}`, wanted);
  if (!one.equalBase(math.unit(`1 ${target}`))) throw otherDimension(wanted, meantUnits(unitText, wanted.unit));
  const isOffsetScale = math.unit(`0 ${unitText}`).toNumber(target) !== 0;
  if (isOffsetScale) return withoutNoise(math.unit(`${value} ${unitText}`).toNumber(target));
  // The factor is cleaned before it is used, so that 2.5 ns is the double nearest to 2.5e-9.
  return withoutNoise(value * withoutNoise(one.toNumber(target)));
}

function parseUnit(source: string, wanted: Wanted): ReturnType<typeof math.unit> {
  try {
    return math.unit(source);
  } catch {
    const unitText = source.slice(source.indexOf(" ") + 1);
    throw unreadable(wanted, `has no unit that is known${meantUnits(unitText, wanted.unit)}`);
  }
}

const SIZES = ["b", "kb", "Mb", "Gb", "B", "kB", "MB", "GB", "KiB", "MiB", "GiB"];

/** "; did you mean mW or MW?" for units that differ from the text in upper and lower case only; "" without any. */
function meantUnits(text: string, unit: SiUnit): string {
  const spelled = unit === "bit" ? SIZES : PREFIXES.map((prefix) => `${asciiUnits(prefix)}${unit}`);
  const meant = spelled.filter((candidate) => candidate.toLowerCase() === text.toLowerCase());
  // The one whose prefix is as written comes first.
  meant.sort((a, b) => Number(b[0] === text[0]) - Number(a[0] === text[0]));
  return meant.length === 0 ? "" : `; did you mean ${meant.join(" or ")}?`;
}

function withoutNoise(value: number): number {
  return Number(value.toPrecision(15));
}

function inFeatureSizes(text: string, symbol: RegExp, example: string, options: QuantityOptions): number {
  const match = text.length > MAX_LENGTH ? null : /^(\d+(?:\.\d+)?)\s*(F\S*)$/.exec(text.trim());
  if (match !== null && symbol.test(match[2]!)) return finite(Number(match[1]), options.path ?? "feature sizes");
  const found = JSON.stringify(text.slice(0, MAX_LENGTH));
  throw new ConfigError({ path: options.path ?? "", message: `expected ${example}`, found });
}

function example(unit: SiUnit): string {
  return EXAMPLES[unit as keyof typeof EXAMPLES] ?? `a value in ${unit}`;
}

function otherDimension(wanted: Wanted, hint = ""): ConfigError {
  return new ConfigError({ path: wanted.path, message: `expected ${example(wanted.unit)}, found ${wanted.input}${hint}` });
}

function unreadable(wanted: Wanted, why: string): ConfigError {
  const shown = JSON.stringify(String(wanted.input).slice(0, MAX_LENGTH));
  return new ConfigError({ path: wanted.path, message: `${shown} ${why}`, allowed: example(wanted.unit) });
}
