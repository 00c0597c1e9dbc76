// Where the time goes: busy and blocked time of all agents by kind of work or reason of wait, as shares of their sum.
import type { RunResult } from "../../experiment/result.js";
import type { Column, Table } from "../table.js";

export function timeTable(result: RunResult): Table {
  const { subnets } = result;
  const reasons = [...new Set(subnets.flatMap((subnet) => Object.keys(subnet.timeByReasonS)))].sort();
  const columns: Column[] = [
    { key: "reason", title: "time of all agents", unit: null },
    ...subnets.flatMap(({ name }): Column[] => [
      { key: `${name}.timeS`, title: name, unit: "s" },
      { key: `${name}.shareRatio`, title: "share", unit: "%" },
    ]),
  ];
  const totalsS = subnets.map((subnet) => Object.values(subnet.timeByReasonS).reduce((sum, timeS) => sum + timeS, 0));
  const rows = reasons.map((reason) => [
    reason,
    ...subnets.flatMap((subnet, index) => {
      const timeS = subnet.timeByReasonS[reason] ?? 0;
      return [timeS, totalsS[index]! > 0 ? timeS / totalsS[index]! : 0];
    }),
  ]);
  return { name: "time", title: "Where the time goes", columns, rows };
}
