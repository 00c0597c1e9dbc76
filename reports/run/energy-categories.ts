// Which part of the machine an energy belongs to: the ledger's (unit, action) rows put into the categories of the energy figure.
// A new unit of the chip gets a line in UNITS; until then it shows as "other".
import type { LedgerRowResult, SubnetResult } from "../../experiment/run/result.js";

/** In the order of stacks and tables: from the arrays outwards. */
export const ENERGY_CATEGORIES = [
  "sensing", "count, accumulate", "activation writes", "interconnect", "buffers", "digital units", "control", "leakage", "other",
] as const;

export type EnergyCategory = (typeof ENERGY_CATEGORIES)[number];

const WRITE = "write.";

/** A sub-array's actions that neither write nor sense. */
const SUB_ARRAY_ACTIONS: Readonly<Record<string, EnergyCategory>> = {
  count: "count, accumulate",
  accumulate: "count, accumulate",
  output: "interconnect",
};

const subArrayCategory = (action: string): EnergyCategory =>
  SUB_ARRAY_ACTIONS[action] ?? (action.startsWith(WRITE) ? "activation writes" : "sensing");

/** By the ledger's name of the unit: what it spends on, other than leakage. */
const UNITS: Readonly<Record<string, (action: string) => EnergyCategory>> = {
  "sub-array": subArrayCategory,
  "row-buffer": () => "buffers",
  "sum-buffer": () => "buffers",
  "sum-store": () => "buffers",
  "global-buffer": () => "buffers",
  interconnect: () => "interconnect",
  digital: () => "digital units",
  controller: () => "control",
};

/** The action that every unit has: power drawn whatever it does. */
const LEAK = "leak";

export const energyCategory = ({ unit, action }: Pick<LedgerRowResult, "unit" | "action">): EnergyCategory =>
  action === LEAK ? "leakage" : UNITS[unit]?.(action) ?? "other";

/** Joules of each category of one image, mean over the timed images; 0 where there is no row. */
export function energyByCategory(subnet: SubnetResult): Record<EnergyCategory, number> {
  const sums = Object.fromEntries(ENERGY_CATEGORIES.map((category) => [category, 0])) as Record<EnergyCategory, number>;
  for (const row of subnet.ledger) sums[energyCategory(row)] += (row.count * row.unitEnergyJ) / subnet.timedImages;
  return sums;
}

/** Categories in which at least one subnet spends something. */
export function usedCategories(subnets: readonly SubnetResult[]): EnergyCategory[] {
  const breakdowns = subnets.map(energyByCategory);
  return ENERGY_CATEGORIES.filter((category) => breakdowns.some((breakdown) => breakdown[category] > 0));
}
