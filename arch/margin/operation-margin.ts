// Margins and errors of one sense operation: its levels, its references, how each level is misread, by closed form and by chance.

import { randomStream } from "../../sim/random.js";
import type { SenseOperation } from "../sense-ops/index.js";
import { crossing, misreadings, placeReference, senseLevels, wrongSide, type Misreading, type SenseLevels } from "./levels.js";
import { sampleCrossing, type Estimate } from "./monte-carlo.js";
import type { ReadPoint } from "./read-point.js";
import type { VariationSpec } from "./variation.js";

export interface LevelMargin {
  readonly ones: number;
  /** What is sensed (A or V): without variation, and its mean and standard deviation with it. */
  readonly nominal: number;
  readonly mean: number;
  readonly sigma: number;
  /** P(any output bit wrong), closed form. */
  readonly errorRate: number;
  readonly misreadings: readonly Misreading[];
  /** The same by chance. */
  readonly monteCarlo: Estimate;
  /** Which way most errors go; null where there are none. */
  readonly takenFor: "fewer-ones" | "more-ones" | null;
}

/** A neighbour of a reference. */
export interface NeighbourMargin {
  readonly ones: number;
  /** Distance of the nominal level from the reference (A or V). */
  readonly margin: number;
  /** P(wrong side of this reference). */
  readonly crossing: number;
  readonly monteCarlo: Estimate;
}

export interface ReferenceMargin {
  /** Between `gap` and `gap` + 1 ones. */
  readonly gap: number;
  /** A or V. */
  readonly value: number;
  readonly fewer: NeighbourMargin;
  readonly more: NeighbourMargin;
}

export interface OperationMargin {
  readonly operation: string;
  readonly rows: number;
  readonly unit: "A" | "V";
  readonly levels: readonly LevelMargin[];
  readonly references: readonly ReferenceMargin[];
  /** The count of ones that is misread most; null when none is. */
  readonly fragile: { readonly ones: number; readonly takenFor: "fewer-ones" | "more-ones" } | null;
  /** Mean over levels, every stored bit being 1 half of the time. */
  readonly errorRate: number;
}

/** [reference][ones] */
type Crossings<T> = readonly (readonly T[])[];

/** References of an operation, as conductances. */
export const referencesOf = (levels: SenseLevels, operation: SenseOperation, variation: VariationSpec): number[] =>
  operation.references.map((gap) => placeReference(levels, gap, variation.reference));

/** Misreadings of each count of ones: what an error source needs. */
export function misreadingTable(operation: SenseOperation, point: ReadPoint, variation: VariationSpec): Misreading[][] {
  const levels = senseLevels(operation.rowsActivated, point, variation);
  const crossings = closedForm(levels, operation, referencesOf(levels, operation, variation));
  return levels.levels.map((_, ones) => misreadings(operation, ones, crossings.map((byOnes) => byOnes[ones]!)));
}

function closedForm(levels: SenseLevels, operation: SenseOperation, referencesS: readonly number[]): Crossings<number> {
  return operation.references.map((gap, reference) => levels.levels.map((_, ones) => crossing(levels, ones, gap, referencesS[reference]!)));
}

/** Levels and references of one operation, A or V. @param seed of the Monte Carlo; equal seeds give equal estimates */
export function operationMargin(operation: SenseOperation, point: ReadPoint, variation: VariationSpec, seed: string): OperationMargin {
  const levels = senseLevels(operation.rowsActivated, point, variation);
  const referencesS = referencesOf(levels, operation, variation);
  const closed = closedForm(levels, operation, referencesS);
  const sampled: Crossings<Estimate> = operation.references.map((gap, reference) =>
    levels.levels.map((level, ones) =>
      sampleCrossing(
        level, wrongSide(levels, ones, gap), referencesS[reference]!, variation.samples,
        randomStream(seed, "margin", operation.name, ones, gap),
      )));
  const rows = levels.levels.map((_, ones) => levelMargin(levels, operation, ones, closed, sampled));
  return {
    operation: operation.name,
    rows: operation.rowsActivated,
    unit: levels.sensing.unit,
    levels: rows,
    references: operation.references.map(
      (gap, reference) => referenceMargin(levels, gap, referencesS[reference]!, closed[reference]!, sampled[reference]!)
    ),
    fragile: fragileOf(rows),
    errorRate: rows.reduce(
      (sum, { ones, errorRate }) => sum + (choose(operation.rowsActivated, ones) / 2 ** operation.rowsActivated) * errorRate, 0
    ),
  };
}

function levelMargin(
  levels: SenseLevels, operation: SenseOperation, ones: number, closed: Crossings<number>, sampled: Crossings<Estimate>,
): LevelMargin {
  const level = levels.levels[ones]!;
  const ofClosed = misreadings(operation, ones, closed.map((byOnes) => byOnes[ones]!));
  const estimates = sampled.map((byOnes) => byOnes[ones]!);
  return {
    ones,
    nominal: levels.sensing.sensedAt(level.nominalS),
    ...level.moments(),
    errorRate: total(ofClosed),
    misreadings: ofClosed,
    monteCarlo: {
      probability: total(misreadings(operation, ones, estimates.map(({ probability }) => probability))),
      error: Math.hypot(...estimates.map(({ error }) => error)),
    },
    takenFor: directionOf(operation, ones, closed),
  };
}

function directionOf(operation: SenseOperation, ones: number, closed: Crossings<number>): LevelMargin["takenFor"] {
  const most = (isMore: boolean): number =>
    Math.max(0, ...operation.references.map((gap, i) => ((ones <= gap) === isMore ? closed[i]![ones]! : 0)));
  const [more, fewer] = [most(true), most(false)];
  if (more === 0 && fewer === 0) return null;
  return more >= fewer ? "more-ones" : "fewer-ones";
}

function referenceMargin(
  levels: SenseLevels, gap: number, referenceS: number, closed: readonly number[], sampled: readonly Estimate[],
): ReferenceMargin {
  const value = levels.sensing.sensedAt(referenceS);
  const neighbour = (ones: number): NeighbourMargin => ({
    ones,
    margin: Math.abs(levels.sensing.sensedAt(levels.levels[ones]!.nominalS) - value),
    crossing: closed[ones]!,
    monteCarlo: sampled[ones]!,
  });
  return { gap, value, fewer: neighbour(gap), more: neighbour(gap + 1) };
}

function fragileOf(rows: readonly LevelMargin[]): OperationMargin["fragile"] {
  const worst = rows.reduce((a, b) => (b.errorRate > a.errorRate ? b : a));
  return worst.takenFor === null || worst.errorRate === 0 ? null : { ones: worst.ones, takenFor: worst.takenFor };
}

const total = (wrong: readonly Misreading[]): number => wrong.reduce((sum, { probability }) => sum + probability, 0);

function choose(n: number, k: number): number {
  return k === 0 || k === n ? 1 : choose(n - 1, k - 1) + choose(n - 1, k);
}
