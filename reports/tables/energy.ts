// Where the energy goes: one row a category, one pair of columns a subnet.
import type { RunResult } from "../../experiment/result.js";
import { energyByCategory } from "../energy-categories.js";
import type { Column, Table } from "../table.js";

export function energyTable(result: RunResult): Table {
  const columns: Column[] = [
    { key: "category", title: "where the energy goes", unit: null },
    ...result.subnets.flatMap(({ name }): Column[] => [
      { key: `${name} energyJ`, title: name, unit: "J" },
      { key: `${name} shareRatio`, title: "share", unit: "%" },
    ]),
  ];
  const breakdowns = result.subnets.map((subnet) => energyByCategory(subnet));
  const names = breakdowns[0] === undefined ? [] : Object.keys(breakdowns[0]);
  const rows = names.map((category) => [category, ...breakdowns.flatMap((parts, index) => {
    const energyJ = parts[category] ?? 0;
    const totalJ = result.subnets[index]!.energyJ;
    return [energyJ, totalJ > 0 ? energyJ / totalJ : 0];
  })]);
  return { name: "energy", title: "Energy of one image", columns, rows };
}
