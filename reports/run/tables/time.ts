// Where the time goes: busy and blocked time of all agents by kind of work or reason of wait, as shares of their sum.
import type { RunResult } from "../../../experiment/run/result.js";
import type { Column, Table } from "../../formats/table.js";

/** One kind of work or wait a row: s summed over the agents, and its share. */
export const timeTable = (result: RunResult): Table => timeTableAbove(result, 0);

/** @param minShare kinds that stay below this share in every subnet are added up as "other" */
export function timeTableAbove({ subnets }: RunResult, minShare: number): Table {
  const totalsS = subnets.map((subnet) => sum(Object.values(subnet.timeByReasonS)));
  const shareOf = (timeS: number, index: number): number => (totalsS[index]! > 0 ? timeS / totalsS[index]! : 0);
  const reasons = [...new Set(subnets.flatMap((subnet) => Object.keys(subnet.timeByReasonS)))].sort();
  const isShown = (reason: string): boolean =>
    subnets.some((subnet, index) => shareOf(subnet.timeByReasonS[reason] ?? 0, index) >= minShare);
  const hidden = reasons.filter((reason) => !isShown(reason));
  const row = (title: string, members: readonly string[]): (string | number)[] => [
    title,
    ...subnets.flatMap(({ timeByReasonS }, index) => {
      const timeS = sum(members.map((member) => timeByReasonS[member] ?? 0));
      return [timeS, shareOf(timeS, index)];
    }),
  ];
  const columns: Column[] = [
    { key: "reason", title: "work or wait of all agents", unit: null },
    ...subnets.flatMap(({ name }): Column[] => [
      { key: `${name}.timeS`, title: name, unit: "s" },
      { key: `${name}.shareRatio`, title: "share", unit: "%" },
    ]),
  ];
  const rows = [...reasons.filter(isShown).map((reason) => row(reason, [reason])), ...(hidden.length > 0 ? [row("other", hidden)] : [])];
  return { name: "time", title: "Where the time goes", columns, rows };
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
