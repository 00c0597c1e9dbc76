// Walks any card object: lists each sourced number on it, so that nothing that decides a result stays hidden, or puts others in
// their places. `plain` is the same walk for arithmetic: the card with every sourced number replaced by its value.

import type { Sourced, SourcedKind, SourcedSeries } from "./sourced.js";
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
  /** A column over temperature: `value` is its first entry, `low` and `high` its extremes, no doubt about either. */
  readonly isColumn: boolean;
  /** There is nothing between two whole numbers. */
  readonly isWhole: boolean;
}

/** Gives what stands at `path` instead of `entry`, or `entry` itself. */
export type SourcedVisit = <E extends Sourced | SourcedSeries>(path: string, entry: E) => E;

/** A card with its sourced numbers replaced by plain ones. */
export type Plain<T> = T extends Sourced ? number
  : T extends SourcedSeries ? readonly number[]
  : T extends string | number | boolean | null | undefined ? T
  : { readonly [K in keyof T]: Plain<T[K]> };

/** Rows in the order the card states them; `path` is dotted from `prefix`. A series gives one row: its first value and its extremes. */
export function listAssumptions(card: object, prefix = ""): AssumptionRow[] {
  const rows: AssumptionRow[] = [];
  mapSourced(card, prefix, (path, entry) => {
    rows.push(rowOf(path, entry));
    return entry;
  });
  return rows;
}

/** The card with every sourced number passed through `visit`, in order; parts where nothing changes stay the same objects. */
export function mapSourced<T>(card: T, path: string, visit: SourcedVisit): T {
  if (isSourced(card) || isSeries(card)) return visit(path, card);
  if (typeof card !== "object" || card === null) return card;
  const entries = Object.entries(card as Record<string, unknown>);
  const mapped = entries.map(([key, entry]) => mapSourced(entry, path === "" ? key : `${path}.${key}`, visit));
  if (entries.every(([, entry], index) => entry === mapped[index])) return card;
  if (Array.isArray(card)) return mapped as T;
  return Object.fromEntries(entries.map(([key], index) => [key, mapped[index]])) as T;
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

/** The row of one number or column at `path`, in the unit of the number. */
export function rowOf(path: string, entry: Sourced | SourcedSeries): AssumptionRow {
  const { unit, kind, locator, reason } = entry;
  const source = entry.source === null ? null : SOURCES[entry.source].title;
  const figures = "values" in entry
    ? { value: entry.values[0] ?? 0, low: Math.min(...entry.values), high: Math.max(...entry.values), isColumn: true, isWhole: false }
    : { value: entry.value, low: entry.low, high: entry.high, isColumn: false, isWhole: entry.whole === true };
  return { path, unit, kind, source, locator, reason, ...figures };
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
