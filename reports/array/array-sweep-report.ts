// A sweep of the array as a table and as a figure: a line over one axis, a heatmap over two.
import type { ArraySweep } from "../../experiment/array/array-sweep.js";
import type { Figure } from "../drawing/figure.js";
import { heatmap } from "../drawing/plots/heatmap.js";
import { linePlot } from "../drawing/plots/line-plot.js";
import type { Cell, Table } from "../formats/table.js";

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

/** The ends of a metric over the sweep, and what was refused. @param metric index into the metrics */
export function sweepExtremes({ axes, metrics, points }: ArraySweep, metric: number): Table {
  const built = points.filter((point) => point.figures !== null).sort((a, b) => a.figures![metric]! - b.figures![metric]!);
  const row = (name: string, index: number): Cell[] => [name, ...built[index]!.at, built[index]!.figures![metric]!];
  const refused = points.length - built.length;
  const { key, unit } = metrics[metric]!;
  return {
    name: "array-sweep-extremes",
    title: `${points.length} points${refused === 0 ? "" : `, ${refused} of them refused (first: ${points.find((point) => point.problem !== null)!.problem!})`}`,
    columns: [{ key: "end", title: "", unit: null }, ...axes.map(({ path }) => ({ key: path, title: path, unit: null })), { key, title: key, unit }],
    rows: [row("lowest", 0), row("highest", built.length - 1)],
  };
}

/** "read.energyJ" -> "energy of read" */
function words(key: string): string {
  const [first, second] = key.split(".") as [string, string | undefined];
  const plain = (suffixed: string): string => suffixed.replace(/(S|J|M2|M|W|Ratio)$/, "").replace(/([A-Z])/g, (letter) => ` ${letter.toLowerCase()}`);
  return second === undefined ? plain(first) : `${plain(second)} of ${first}`;
}

/** @param metric index into the metrics */
export function sweepFigure({ axes, metrics, points }: ArraySweep, metric: number): Figure {
  const { key, unit } = metrics[metric]!;
  const [first, second] = axes as [ArraySweep["axes"][number], ArraySweep["axes"][number] | undefined];
  const values = points.map(({ figures }) => figures?.[metric] ?? null);
  if (second === undefined) return linePlot({ xTitle: first.path, xNames: first.values, yTitle: words(key), unit, lines: [{ name: words(key), values }] });
  const width = second.values.length;
  return heatmap({
    xTitle: second.path, yTitle: first.path, xNames: second.values, yNames: first.values, title: words(key), unit,
    values: first.values.map((_, row) => values.slice(row * width, (row + 1) * width)),
  });
}
