// A sweep of the array as tables: every metric at every point, and the ends of the metric that it is about.
import type { ArraySweep } from "../../experiment/array/array-sweep.js";
import { METRICS } from "../../experiment/metrics/index.js";
import type { Cell, Table } from "../formats/table.js";
import { shownIndex, type ShownSweep } from "./metric-over-axes.js";

/** One point a row: its place on the axes, every metric in SI units, and why it was refused. */
export function sweepTable({ axes, metrics, points }: ArraySweep): Table {
  return {
    name: "array-sweep",
    title: `Array over ${axes.map(({ path }) => path).join(" and ")}`,
    columns: [
      ...axes.map(({ path }) => ({ key: path, title: path, unit: null })),
      ...metrics.map(({ key, unit }) => ({ key, title: key, unit })),
      { key: "problem", title: "problem", unit: null },
    ],
    rows: points.map(({ at, figures, problem }): Cell[] => [...at, ...(figures ?? metrics.map(() => null)), problem]),
  };
}

/** The end that is best where this direction is better. */
const BEST = { lowest: "lower", highest: "higher" } as const;

/** The lowest and the highest value of the shown metric, which of them is better, where they lie, and how many points were refused. */
export function sweepExtremes(sweep: ShownSweep): Table {
  const { axes, metrics, points } = sweep;
  const index = shownIndex(sweep);
  const built = points.filter((point) => point.figures !== null).sort((a, b) => a.figures![index]! - b.figures![index]!);
  const { better } = METRICS.array[sweep.metric]!;
  const row = (end: "lowest" | "highest", place: number): Cell[] =>
    [BEST[end] === better ? `${end}, best` : end, ...built[place]!.at, built[place]!.figures![index]!];
  const refused = points.length - built.length;
  const reason = refused === 0 ? "" : `, ${refused} of them refused (first: ${points.find((point) => point.problem !== null)!.problem!})`;
  const { key, unit } = metrics[index]!;
  return {
    name: "array-sweep-extremes",
    title: `${points.length} points${reason}`,
    columns: [
      { key: "end", title: "", unit: null },
      ...axes.map(({ path }) => ({ key: path, title: path, unit: null })),
      { key, title: key, unit },
    ],
    rows: [row("lowest", 0), row("highest", built.length - 1)],
  };
}
