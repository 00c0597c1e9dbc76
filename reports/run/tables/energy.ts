// Where the energy goes: one row a category, energy and share of each subnet; and how much of sensing is on unused columns.
import type { RunResult, SubnetResult } from "../../../experiment/run/result.js";
import { energyByCategory, usedCategories, type EnergyCategory } from "../energy-categories.js";
import type { Cell, Column, Table } from "../../formats/table.js";
import { unusedColumnShare } from "../unused-columns.js";

const SENSING: EnergyCategory = "sensing";

/** J of one image and its share of the subnet's energy; the row of unused columns is part of sensing and in no sum. */
export function energyTable(result: RunResult): Table {
  const { subnets, chip } = result;
  const columns: Column[] = [
    { key: "category", title: "energy of one image", unit: null },
    ...subnets.flatMap(({ name }): Column[] => [
      { key: `${name}.energyJ`, title: name, unit: "J" },
      { key: `${name}.shareRatio`, title: "share", unit: "%" },
    ]),
  ];
  const row = (title: string, energyOf: (subnet: SubnetResult) => number): Cell[] => [
    title,
    ...subnets.flatMap((subnet) => [energyOf(subnet), subnet.energyJ > 0 ? energyOf(subnet) / subnet.energyJ : 0]),
  ];
  const rows = usedCategories(result).flatMap((category) => {
    const whole = row(category, (subnet) => energyByCategory(subnet, chip)[category]);
    if (category !== SENSING) return [whole];
    const unused = (subnet: SubnetResult): number => energyByCategory(subnet, chip)[SENSING] * unusedColumnShare(subnet);
    return [whole, row("  of which on unused columns", unused)];
  });
  return { name: "energy", title: "Where the energy goes", columns, rows: [...rows, row("total", ({ energyJ }) => energyJ)] };
}
