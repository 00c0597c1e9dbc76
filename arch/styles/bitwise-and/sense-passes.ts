// How many columns are sensed for so many elements, and in how many passes of the shared sense amplifiers.
import type { ArraySpec } from "../../spec/chip-spec.js";

/** Whole gating groups; all columns without gating. */
export function sensedColumns(spec: ArraySpec, columns: number): number {
  return spec.columnGating === 0 ? spec.columns : Math.min(spec.columns, Math.ceil(columns / spec.columnGating) * spec.columnGating);
}

/** Elements fill the first multiplexer phases; phases without a sensed column are skipped. */
export function sensePasses(spec: ArraySpec, columns: number): number {
  return Math.ceil(sensedColumns(spec, columns) / (spec.columns / spec.senseAmpMux));
}
