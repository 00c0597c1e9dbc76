// Which part of the machine an energy belongs to: the ledger's (unit, action) rows put into the categories of the energy figure.
import type { LedgerRowResult, SubnetResult } from "../experiment/result.js";

/** In the order of stacks and tables: from the arrays outwards. */
export const ENERGY_CATEGORIES = [
  "sensing", "count, accumulate", "activation writes", "interconnect", "buffers", "digital units", "control", "leakage", "other",
] as const;

export type EnergyCategory = (typeof ENERGY_CATEGORIES)[number];

/** Patterns on "unit/action"; the first that matches counts. */
const RULES: readonly (readonly [RegExp, EnergyCategory])[] = [
  [/\/leak/, "leakage"],
  [/array.*\/write/, "activation writes"],
  [/array.*\/(count|accumul)/, "count, accumulate"],
  [/interconnect|h-tree|mesh|bus|link|wire|\/output|\/send|\/hop/, "interconnect"],
  [/buffer/, "buffers"],
  [/digital/, "digital units"],
  [/control/, "control"],
  [/array/, "sensing"],
];

export const energyCategory = (row: LedgerRowResult): EnergyCategory =>
  RULES.find(([pattern]) => pattern.test(`${row.unit}/${row.action}`))?.[1] ?? "other";

/** Joules of each category of one image; 0 where there is no row. */
export function energyByCategory(subnet: SubnetResult): Record<EnergyCategory, number> {
  const sums = Object.fromEntries(ENERGY_CATEGORIES.map((category) => [category, 0])) as Record<EnergyCategory, number>;
  for (const row of subnet.ledger) sums[energyCategory(row)] += row.count * row.unitEnergyJ;
  return sums;
}

/** Categories in which at least one subnet spends something. */
export function usedCategories(subnets: readonly SubnetResult[]): EnergyCategory[] {
  const breakdowns = subnets.map(energyByCategory);
  return ENERGY_CATEGORIES.filter((category) => breakdowns.some((breakdown) => breakdown[category] > 0));
}
