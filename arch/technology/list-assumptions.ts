// Walks any card object and lists each sourced number on it, so that nothing that decides a result stays hidden.
// `plain` is the same walk for arithmetic: the card with every sourced number replaced by its value.

import type { Sourced, SourcedKind, SourcedSeries } from "./provenance.js";
import { SOURCES } from "./sources.js";

/** One row of `pimento list assumptions`; `value`, `low` and `high` are in `unit` (SI or feature sizes). */
export interface AssumptionRow {
  readonly path: string;
  readonly value: number;
  readonly unit: string;
  readonly kind: SourcedKind;
  /** Title of the document, or null for an assumption or a fit. */
  readonly source: string | null;
  readonly locator: string;
  readonly reason: string;
  readonly low: number;
  readonly high: number;
}

/** A card with its sourced numbers replaced by plain ones. */
export type Plain<T> = T extends Sourced ? number
  : T extends SourcedSeries ? readonly number[]
  : T extends string | number | boolean | null | undefined ? T
  : { readonly [K in keyof T]: Plain<T[K]> };

/** Rows in the order the card states them; `path` is dotted from `prefix`. A series gives one row: its first value and its extremes. */
export function listAssumptions(card: object, prefix = ""): AssumptionRow[] {
  return Object.entries(card).flatMap(([key, entry]: [string, unknown]) => {
    const path = prefix === "" ? key : `${prefix}.${key}`;
    if (isSourced(entry)) return [row(path, entry, entry.value, entry.low, entry.high)];
    if (isSeries(entry)) return [row(path, entry, entry.values[0] ?? 0, Math.min(...entry.values), Math.max(...entry.values))];
    return typeof entry === "object" && entry !== null ? listAssumptions(entry, path) : [];
  });
}

/** Strips provenance: every Sourced becomes its SI value, every series an array of them. */
export function plain<T>(card: T): Plain<T> {
  return strip(card) as Plain<T>;
}

function strip(entry: unknown): unknown {
  if (isSourced(entry)) return entry.value;
  if (isSeries(entry)) return entry.values;
  if (Array.isArray(entry)) return entry.map(strip);
  if (typeof entry !== "object" || entry === null) return entry;
  return Object.fromEntries(Object.entries(entry).map(([key, value]) => [key, strip(value)]));
}

function row(path: string, entry: Sourced | SourcedSeries, value: number, low: number, high: number): AssumptionRow {
  const source = entry.source === null ? null : SOURCES[entry.source].title;
  return { path, value, unit: entry.unit, kind: entry.kind, source, locator: entry.locator, reason: entry.reason, low, high };
}

function isSourced(entry: unknown): entry is Sourced {
  return hasKind(entry) && "value" in entry;
}

function isSeries(entry: unknown): entry is SourcedSeries {
  return hasKind(entry) && "values" in entry;
}

function hasKind(entry: unknown): entry is object {
  return typeof entry === "object" && entry !== null && "kind" in entry && "locator" in entry;
}
