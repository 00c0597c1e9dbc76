// A part of a chip: what the ledger meters, what area and leakage add up from, what the floorplan places, what reports name.
import type { UnitCosts } from "../../sim/ledger.js";
import type { EnergyCategory } from "./energy-category.js";

export interface ChipPart<A extends string = string> {
  /** Class of identical units, the ledger's name of it. */
  readonly name: string;
  /** How many the chip has. */
  readonly count: number;
  readonly costs: UnitCosts<A>;
  /** What the energy of each action counts as. */
  readonly categories: Readonly<Record<A, EnergyCategory>>;
  /** In every mat, or shared by the chip. */
  readonly place: "mat" | "shared";
}
