// Which part of the machine an energy belongs to: the ledger's (unit, action) rows put into the categories of the energy figure.
import type { LedgerRowResult, SubnetResult } from "../experiment/result.js";

interface Category {
  readonly name: string;
  readonly holds: (row: LedgerRowResult) => boolean;
}

const acts = (pattern: RegExp) => (row: LedgerRowResult): boolean => pattern.test(row.action);
const of = (pattern: RegExp) => (row: LedgerRowResult): boolean => pattern.test(row.unit);

/** The first that holds a row counts. */
const CATEGORIES: readonly Category[] = [
  { name: "leakage", holds: acts(/leak/i) },
  { name: "interconnect", holds: of(/interconnect|h-tree|htree|link|wire|mesh|bus/i) },
  { name: "buffers", holds: of(/buffer/i) },
  { name: "digital units", holds: of(/digital/i) },
  { name: "control", holds: of(/control/i) },
  { name: "sensing", holds: acts(/sens|read|wordline|precharge/i) },
  { name: "counting and accumulating", holds: acts(/count|accumul|shift/i) },
  { name: "activation writes", holds: acts(/write|set|reset/i) },
  { name: "other", holds: () => true },
];

export const ENERGY_CATEGORIES: readonly string[] = CATEGORIES.map((category) => category.name);

export const energyCategory = (row: LedgerRowResult): string => CATEGORIES.find((category) => category.holds(row))!.name;

/** Joules of each category of one image; categories without a row are left out, order as in ENERGY_CATEGORIES. */
export function energyByCategory(subnet: SubnetResult): Record<string, number> {
  const sums = new Map<string, number>();
  for (const row of subnet.ledger) {
    const category = energyCategory(row);
    sums.set(category, (sums.get(category) ?? 0) + row.count * row.unitEnergyJ);
  }
  return Object.fromEntries(ENERGY_CATEGORIES.filter((name) => sums.has(name)).map((name) => [name, sums.get(name)!]));
}
