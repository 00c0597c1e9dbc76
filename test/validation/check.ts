// What a validated quantity is: a published or exact figure, the config that gives ours, how far they may differ, and what
// remains. Read by the writer of docs/validation.md and by the tests that keep each figure in its band.

import { arrayEstimate, type ArrayEstimate } from "../../arch/chip/array-estimate.js";
import { readConfig } from "../../experiment/config/read-config.js";
import type { ExperimentSpec } from "../../experiment/spec.js";

/** Low and high differ where the anchor's own configuration is not known. SI. */
export interface Range {
  readonly low: number;
  readonly high: number;
}

/** `within the unknowns`: the anchor lies in our range, which says no more than that. */
export type Verdict = "met" | "not met" | "within the unknowns";

/** How the anchor is known: seen in the source, in notes about it, or computed from stated numbers. */
export type Evidence = "quoted" | "second-hand" | "derived" | "exact";

export interface Check {
  readonly title: string;
  /** SI unit as formatQuantity prints it; "1" for counts and ratios, "%" for shares. */
  readonly unit: string;
  readonly anchor: Range & { readonly source: string; readonly evidence: Evidence };
  /** Config in YAML; empty: the default chip. */
  readonly config: string;
  /** What our range is over; null for a single figure. */
  readonly unknowns: string | null;
  readonly ours: () => Range | Promise<Range>;
  /** Relative, around the anchor. */
  readonly tolerance: number;
  readonly expected: Verdict;
  /** Our figure when the check was last accepted: it must stay within `band` of it. */
  readonly accepted: Range;
  /** Relative; 0.02 unless stated. */
  readonly band?: number;
  /** Why the tolerance, and what remains. */
  readonly reason: string;
  /** Number in DEVIATIONS.md. */
  readonly deviation?: number;
}

export const DEFAULT_BAND = 0.02;

export const exactly = (value: number): Range => ({ low: value, high: value });

export const rangeOf = (values: readonly number[]): Range => ({ low: Math.min(...values), high: Math.max(...values) });

export function verdictOf({ anchor, tolerance }: Pick<Check, "anchor" | "tolerance">, ours: Range): Verdict {
  const low = anchor.low - tolerance * Math.abs(anchor.low);
  const high = anchor.high + tolerance * Math.abs(anchor.high);
  const overlaps = ours.high >= low && ours.low <= high;
  if (!overlaps) return "not met";
  return ours.low >= low && ours.high <= high ? "met" : "within the unknowns";
}

/** Whether our figure is where it was when it was accepted. */
export function isInBand({ accepted, band = DEFAULT_BAND }: Pick<Check, "accepted" | "band">, ours: Range): boolean {
  const isNear = (value: number, was: number): boolean => Math.abs(value - was) <= band * Math.abs(was);
  return isNear(ours.low, accepted.low) && isNear(ours.high, accepted.high);
}

export const specOf = (yaml: string): ExperimentSpec =>
  readConfig({ text: yaml === "" ? "{}" : yaml, file: "validation.yaml", name: "validation" }).spec;

/** @param sets fields replaced, as --set writes them */
export function arrayOf(yaml: string, sets: Readonly<Record<string, string>> = {}): ArrayEstimate {
  const overrides = Object.entries(sets).map(([path, text]) => ({ path, text, option: `--set ${path}=${text}`, as: "yaml" as const }));
  return arrayEstimate(readConfig({ text: yaml === "" ? "{}" : yaml, file: "validation.yaml", name: "validation" }, overrides).spec.chip);
}
