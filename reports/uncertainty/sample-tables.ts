// The evaluations behind an uncertainty report: every sample's figures, and what was refused.
import type { RefusedEvaluation, UncertaintyReport } from "../../experiment/uncertainty/uncertainty-result.js";
import { tableOf, type Cell, type Column, type ColumnOf, type Table } from "../formats/table.js";
import { FIGURES } from "./words.js";

/** One refused evaluation a row; null where nothing was refused. */
export function refusedTable({ name, refused }: UncertaintyReport): Table | null {
  if (refused.length === 0) return null;
  const columns: readonly ColumnOf<RefusedEvaluation>[] = [
    { key: "of", title: "of", unit: null, of: (each) => each.of },
    { key: "field", title: "field", unit: null, of: ({ field }) => field },
    { key: "problem", title: "why", unit: null, of: ({ problem }) => problem },
  ];
  return tableOf("uncertainty-refused", `${name}: evaluations that are refused, left out of the quantiles`, columns, refused);
}

/** One sample a row, for programs: area in m^2, leakage in W, then s and J of every subject; empty where it was refused. */
export function samplesTable({ name, subjects, figures }: UncertaintyReport): Table {
  const columns = subjects.flatMap((subject) => (["latencyS", "energyJ"] as const).map((key): Column =>
    ({ key: `${subject.name}.${key}`, title: `${subject.name} ${key}`, unit: FIGURES[key].unit })));
  const shared: readonly Column[] = [
    { key: "sample", title: "sample", unit: "count" }, { key: "areaM2", title: "area", unit: "m^2" },
    { key: "leakageW", title: "leakage", unit: "W" },
  ];
  const row = (each: UncertaintyReport["figures"][number], sample: number): Cell[] => {
    if (each === null) return [sample, null, null, ...columns.map(() => null)];
    return [sample, each.areaM2, each.leakageW, ...each.subjects.flatMap(({ latencyS, energyJ }) => [latencyS, energyJ])];
  };
  return { name: "uncertainty-samples", title: `${name}: figures by sample`, columns: [...shared, ...columns], rows: figures.map(row) };
}
