// Where the energy goes: one row a category, energy and share of each subnet.
import type { RunResult } from "../../experiment/result.js";
import { energyByCategory, usedCategories } from "../energy-categories.js";
import type { Column, Table } from "../table.js";

export function energyTable(result: RunResult): Table {
  const { subnets } = result;
  const columns: Column[] = [
    { key: "category", title: "energy of one image", unit: null },
    ...subnets.flatMap(({ name }): Column[] => [
      { key: `${name}.energyJ`, title: name, unit: "J" },
      { key: `${name}.shareRatio`, title: "share", unit: "%" },
    ]),
  ];
  const breakdowns = subnets.map(energyByCategory);
  const rows = usedCategories(subnets).map((category) => [
    category,
    ...subnets.flatMap(({ energyJ }, index) => [breakdowns[index]![category], energyJ > 0 ? breakdowns[index]![category] / energyJ : 0]),
  ]);
  const total = ["total", ...subnets.flatMap(({ energyJ }) => [energyJ, 1])];
  return { name: "energy", title: "Where the energy goes", columns, rows: [...rows, total] };
}
