// All levels of so many open rows, their references, and how likely each level falls on the wrong side of each reference.

import type { SenseOperation } from "../sense-ops/index.js";
import { SenseLevel, type Side } from "./sense-level.js";
import type { ReadPoint } from "./read-point.js";
import { sensingOf, type Sensing } from "./sensing.js";
import { sensedCells } from "./spreads.js";
import type { VariationSpec } from "./variation.js";

/** Levels by count of ones, 0 to `rows`. */
export interface SenseLevels {
  readonly rows: number;
  readonly sensing: Sensing;
  readonly levels: readonly SenseLevel[];
  readonly moreOnesConduct: boolean;
}

/** The levels of `rows` open cells of a chip, S; 1 or more rows. */
export function senseLevels(rows: number, point: ReadPoint, variation: VariationSpec): SenseLevels {
  const { low, high } = sensedCells(point, variation);
  const moreOnesConduct = variation.polarity === "low-resistance";
  const [zero, one] = moreOnesConduct ? [high, low] : [low, high];
  const sensing = sensingOf(variation.senseMode, point.voltageV, variation.senseAmpOffsetV, rows * high.nominalS);
  const levels = Array.from({ length: rows + 1 }, (_, ones) =>
    new SenseLevel(Array.from({ length: rows }, (_cell, row) => (row < ones ? one : zero)), sensing));
  return { rows, sensing, levels, moreOnesConduct };
}

/** Conductance below or above the reference that a count of `ones` must not have, for the gap between `gap` and `gap` + 1 ones. */
export function wrongSide(levels: SenseLevels, ones: number, gap: number): Side {
  return (ones <= gap) === levels.moreOnesConduct ? "above" : "below";
}

/** P(a level of `ones` ones is taken for the other side of the gap's reference). */
export function crossing(levels: SenseLevels, ones: number, gap: number, referenceS: number): number {
  return levels.levels[ones]!.crossing(wrongSide(levels, ones, gap), referenceS);
}

/** S; between the levels of `gap` and `gap` + 1 ones. */
export function placeReference(levels: SenseLevels, gap: number, placement: VariationSpec["reference"]): number {
  const { sensing } = levels;
  const [low, high] = [levels.levels[gap]!, levels.levels[gap + 1]!];
  const midpointS = sensing.conductanceAt((sensing.sensedAt(low.nominalS) + sensing.sensedAt(high.nominalS)) / 2);
  return placement === "midpoint" ? midpointS : equalError(levels, gap, midpointS);
}

/** Where both neighbours cross alike; the midpoint where neither does. Bisection: one probability falls, the other rises. */
function equalError(levels: SenseLevels, gap: number, midpointS: number): number {
  const lowS = levels.levels[gap]!.nominalS;
  const highS = levels.levels[gap + 1]!.nominalS;
  const excess = (referenceS: number): number =>
    Math.log(crossing(levels, gap, gap, referenceS)) - Math.log(crossing(levels, gap + 1, gap, referenceS));
  if (!Number.isFinite(excess(midpointS))) return midpointS;
  let [near, far] = [lowS, highS];
  for (let step = 0; step < 40; step++) {
    const middle = (near + far) / 2;
    if (excess(middle) > 0) near = middle;
    else far = middle;
  }
  return (near + far) / 2;
}

/** Wrong answers to one level: which output bits flip, and how likely. */
export interface Misreading {
  /** Bit o is set where output o is wrong. */
  readonly flips: number;
  readonly probability: number;
}

/**
 * Misreadings of a level. References are decided with one offset, so decisions are ordered: the level is taken for `region` or
 * further exactly when it crosses that region's nearest reference.
 * @param crossings P of being on the wrong side, by reference, for this count of ones
 */
export function misreadings(operation: SenseOperation, ones: number, crossings: readonly number[]): Misreading[] {
  const { references, truth } = operation;
  const home = references.filter((gap) => ones > gap).length;
  const right = truth(ones);
  const found: Misreading[] = [];
  for (let region = 0; region <= references.length; region++) {
    if (region === home) continue;
    const inwards = region > home ? region - 1 : region;
    const outwards = region > home ? region : region - 1;
    const probability = Math.max(0, crossings[inwards]! - (crossings[outwards] ?? 0));
    const answer = truth(region === 0 ? 0 : references[region - 1]! + 1);
    const flips = right.reduce((mask: number, bit, output) => (bit === answer[output] ? mask : mask | (1 << output)), 0);
    if (flips !== 0) found.push({ flips, probability });
  }
  return found;
}
