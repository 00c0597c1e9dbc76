// The spread of each kind of cell that an array can be built of.

import type { SensedKind, TechnologyOf } from "../technology/index.js";
import { junctionSpread, type JunctionSpreads } from "./junction-spread.js";
import type { ReadPoint, ReadPointOf } from "./read-point.js";
import { resistanceSpread, type ResistanceSpreads } from "./resistance-spread.js";
import { sensedCell, type SensedCell } from "./sensed-cell.js";
import type { SpreadModel } from "./spread-model.js";
import type { VariationSpec } from "./variation.js";

export interface SpreadsByKind {
  readonly mtj: JunctionSpreads;
  readonly resistive: ResistanceSpreads;
}

export const SPREADS: { readonly [K in SensedKind]: SpreadModel<TechnologyOf<K>, ReadPointOf<K>, SpreadsByKind[K]> } = {
  mtj: junctionSpread,
  resistive: resistanceSpread,
};

/** A cell of low and one of high resistance, access device included. @param variation of a chip with cells of the point's kind */
export function sensedCells(point: ReadPoint, variation: VariationSpec): { readonly low: SensedCell; readonly high: SensedCell } {
  const model = SPREADS[point.kind] as unknown as SpreadModel<never, ReadPoint, VariationSpec>;
  const { accessOhm, low, high } = model.states(point, variation);
  return { low: sensedCell(accessOhm, low), high: sensedCell(accessOhm, high) };
}
