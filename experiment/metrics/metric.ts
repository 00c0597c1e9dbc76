// A figure of merit of some result: what it is called, its unit, which way is good, and how it is read from the result.
import type { SiUnit } from "../../sim/quantity.js";

export interface Metric<R> {
  /** For people, without the unit: "energy of read". */
  readonly label: string;
  /** SI unit of the number. "1" is a plain number, "%" a share of one, "count" a whole number. */
  readonly unit: SiUnit | "count";
  /** Which way is better; null where neither is. */
  readonly better: "lower" | "higher" | null;
  /** The number in that unit; null where the result has none, for instance no accuracy without images. */
  readonly of: (result: R) => number | null;
}

/** By name; a number with a dimension carries its SI suffix in it. */
export type Metrics<R> = Readonly<Record<string, Metric<R>>>;
