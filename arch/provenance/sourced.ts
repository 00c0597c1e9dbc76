// Numbers that know where they come from. A value on a card is cited, assumed (with a range) or
// fitted (to something named); a bare number has no place there. Leaves out how sure a citation is.

import { ConfigError } from "../../sim/errors.js";
import { quantity, quantityInF, quantityInF2 } from "../../sim/quantity.js";
import type { SourceKey } from "./sources.js";

/** `stated`: a config says so, of a cell or macro of its own. */
export type SourcedKind = "cited" | "assumed" | "fitted" | "stated";

interface Provenance {
  readonly kind: SourcedKind;
  /** SI unit of the value; "F" and "F^2" count feature sizes, "1" has no dimension. */
  readonly unit: SiUnit;
  /** Null unless cited. */
  readonly source: SourceKey | null;
  /** Where in the source; for a fit, what it was fitted to. */
  readonly locator: string;
  /** Why this value; for a citation, a note (may be empty). */
  readonly reason: string;
}

/** One number: `value` is SI (or feature sizes), `low` and `high` bound it (equal to it where nothing is known of its spread). */
export interface Sourced extends Provenance {
  readonly text: string;
  readonly value: number;
  readonly low: number;
  readonly high: number;
  /** A count of things: there is nothing between two whole numbers. */
  readonly whole?: true;
}

/** A column of numbers from one table, in SI units. */
export interface SourcedSeries extends Provenance {
  readonly values: readonly number[];
}

/** Cards state each unit in one of these spellings; the right-hand side is what `value` is in. */
const SI_UNIT = {
  "": "1", "%": "1", F: "F", "F^2": "F^2",
  ps: "s", ns: "s", us: "s", ms: "s", s: "s", year: "s",
  fJ: "J", pJ: "J", J: "J",
  nW: "W", uW: "W", mW: "W", W: "W",
  nm: "m", um: "m", m: "m", "um^2": "m^2", "m^2": "m^2",
  mV: "V", V: "V", uA: "A", mA: "A", A: "A",
  ohm: "ohm", kohm: "ohm", Mohm: "ohm", "ohm um^2": "ohm m^2", "ohm m": "ohm m", "uohm cm": "ohm m",
  K: "K", "K^-1": "K^-1", "m/s": "m/s", T: "T", mT: "T", "A/m": "A/m", "kA/m": "A/m", "m^2/(V s)": "m^2/(V s)",
  fF: "farad", "F/m": "F/m", "fF/um": "F/m", "F/m^2": "F/m^2",
} as const;

export type UnitText = keyof typeof SI_UNIT;
export type SiUnit = (typeof SI_UNIT)[UnitText];

const NUMBER_AND_UNIT = /^[0-9.]+(?:e[-+]?[0-9]+)? ?(.*)$/i;

/** Reads "3 ns", "69 F^2", "171.2 %" or "0.3". Throws ConfigError for a unit no card uses. */
export function parseSourcedText(text: string): { readonly value: number; readonly unit: SiUnit } {
  const spelling = NUMBER_AND_UNIT.exec(text)?.[1];
  if (spelling === undefined || !Object.hasOwn(SI_UNIT, spelling)) {
    throw new ConfigError({
      path: "technology",
      message: "a sourced value is a number from 0 on with a known unit",
      found: text,
      allowed: `such as 0.3, 25 mV or 3 ns; units ${Object.keys(SI_UNIT).filter((unit) => unit !== "").join(", ")}`,
    });
  }
  const unit = SI_UNIT[spelling as UnitText];
  return { value: toSi(text, unit), unit };
}

// "F" alone is a feature size here, never a farad, which is spelt out.
function toSi(text: string, unit: SiUnit): number {
  if (unit === "F") return quantityInF(text);
  if (unit === "farad") return quantity(text, "F");
  return unit === "F^2" ? quantityInF2(text) : quantity(text, unit);
}

/** A number read in a document. */
export function cite(text: string, source: SourceKey, locator: string, note = ""): Sourced {
  const { value, unit } = parseSourcedText(text);
  return { kind: "cited", text, value, unit, source, locator, reason: note, low: value, high: value };
}

/** A number we chose, with the range it may lie in and why it was chosen. */
export function assume(text: string, range: { readonly low: string; readonly high: string }, reason: string): Sourced {
  const { value, unit } = parseSourcedText(text);
  const low = parseSourcedText(range.low);
  const high = parseSourcedText(range.high);
  if (low.unit !== unit || high.unit !== unit || low.value > value || high.value < value) {
    throw new ConfigError({
      path: "technology",
      message: "the range of an assumption must contain its value, in the same dimension",
      found: `${text} in ${range.low} .. ${range.high}`,
    });
  }
  return { kind: "assumed", text, value, unit, source: null, locator: "", reason, low: low.value, high: high.value };
}

/** A count that we chose. */
export function assumeWhole(text: string, range: { readonly low: string; readonly high: string }, reason: string): Sourced {
  return { ...assume(text, range, reason), whole: true };
}

/** A number adjusted so that a model meets `to`. */
export function fit(text: string, to: string, reason: string): Sourced {
  const { value, unit } = parseSourcedText(text);
  return { kind: "fitted", text, value, unit, source: null, locator: to, reason, low: value, high: value };
}

/** A number that a config states. @param path the field, such as chip.cell.area */
export function stated(value: number, unit: SiUnit, path: string): Sourced {
  const text = unit === "1" ? String(value) : `${value} ${unit}`;
  return {
    kind: "stated", text, value, unit, source: null, locator: path, reason: `stated in the config (${path})`, low: value, high: value,
  };
}

/** A table column, already in the SI unit named. */
export function citeSeries(values: readonly number[], unit: SiUnit, source: SourceKey, locator: string, note = ""): SourcedSeries {
  return { kind: "cited", values, unit, source, locator, reason: note };
}

/** A single number of a table, already in the SI unit named; with a range where there is reason to doubt it, which `note` then gives. */
export function citeValue(
  value: number, unit: SiUnit, source: SourceKey, locator: string, note = "",
  range: { readonly low: number; readonly high: number } = { low: value, high: value },
): Sourced {
  const text = unit === "1" ? String(value) : `${value} ${unit}`;
  if (!(range.low <= value && value <= range.high)) throw new ConfigError({
    path: "technology", message: "the range of a cited number must contain it", found: `${text} in ${range.low} .. ${range.high}`,
  });
  return { kind: "cited", text, value, unit, source, locator, reason: note, low: range.low, high: range.high };
}
