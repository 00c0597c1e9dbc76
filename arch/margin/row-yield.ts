// How many rows can be opened together: the crossings of the gaps that AND and OR of so many rows need, and the share of row-wide
// sensings without any error. The counts of ones next to each reference only: all others lie further away.

import { crossing, placeReference, senseLevels } from "./levels.js";
import type { ReadPoint } from "./read-point.js";
import type { VariationSpec } from "./variation.js";

export interface RowYield {
  readonly rows: number;
  readonly gates: readonly GateYield[];
}

export interface GateYield {
  readonly gate: "and" | "or";
  /** The larger of the two neighbours' probabilities of crossing the reference. */
  readonly crossing: number;
  /** Share of sensings of all columns without error, if every column stood at the worse neighbour. */
  readonly rowYield: number;
}

/** @param columns sensed together */
export function yieldAgainstRows(mostRows: number, columns: number, point: ReadPoint, variation: VariationSpec): RowYield[] {
  return Array.from({ length: mostRows }, (_, i) => {
    const rows = i + 1;
    const levels = senseLevels(rows, point, variation);
    const gate = (name: GateYield["gate"], gap: number): GateYield => {
      const referenceS = placeReference(levels, gap, variation.reference);
      const worst = Math.max(crossing(levels, gap, gap, referenceS), crossing(levels, gap + 1, gap, referenceS));
      return { gate: name, crossing: worst, rowYield: Math.exp(columns * Math.log1p(-Math.min(worst, 1))) };
    };
    return { rows, gates: [gate("and", rows - 1), gate("or", 0)] };
  });
}
