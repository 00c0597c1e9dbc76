// Which part of the machine an energy belongs to: every part of a result says what the energy of each of its actions counts as.
import type { EnergyCategory as PartCategory } from "../../arch/spec/energy-category.js";
import type { ChipResult, LedgerRowResult, RunResult, SubnetResult } from "../../experiment/run/result.js";

export type EnergyCategory = PartCategory | "leakage" | "other";

/** In the order of stacks and tables: from the arrays outwards. */
export const ENERGY_CATEGORIES: readonly EnergyCategory[] = [
  "sensing", "count, accumulate", "activation writes", "interconnect", "buffers", "digital units", "control", "leakage", "other",
];

/** The action that every unit has: power drawn whatever it does. */
const LEAK = "leak";

/** `other` for units and actions that the chip does not list. */
export function energyCategory({ unit, action }: Pick<LedgerRowResult, "unit" | "action">, parts: ChipResult["parts"]): EnergyCategory {
  if (action === LEAK) return "leakage";
  return parts.find(({ part }) => part === unit)?.energyCategories[action] ?? "other";
}

/** Joules of each category of one image, mean over the timed images; 0 where there is no row. */
export function energyByCategory(subnet: SubnetResult, { parts }: Pick<ChipResult, "parts">): Record<EnergyCategory, number> {
  const sums = Object.fromEntries(ENERGY_CATEGORIES.map((category) => [category, 0])) as Record<EnergyCategory, number>;
  for (const row of subnet.ledger) sums[energyCategory(row, parts)] += (row.count * row.unitEnergyJ) / subnet.timedImages;
  return sums;
}

/** Categories in which at least one subnet spends something. */
export function usedCategories({ subnets, chip }: Pick<RunResult, "subnets" | "chip">): EnergyCategory[] {
  const breakdowns = subnets.map((subnet) => energyByCategory(subnet, chip));
  return ENERGY_CATEGORIES.filter((category) => breakdowns.some((breakdown) => breakdown[category] > 0));
}
