// A metric of an array over a sweep: a line over one axis, a heatmap over two.
import type { ArraySweep } from "../../experiment/array/array-sweep.js";
import { METRICS } from "../../experiment/metrics/index.js";
import type { Figure, FigureKind } from "../drawing/figure.js";
import { heatmap } from "../drawing/plots/heatmap.js";
import { linePlot } from "../drawing/plots/line-plot.js";

/** A sweep and the metric it is about, one of its own. */
export interface ShownSweep extends ArraySweep {
  readonly metric: string;
}

/** Place of the metric in each point's figures. */
export const shownIndex = ({ metrics, metric }: ShownSweep): number => metrics.findIndex(({ key }) => key === metric);

/** Values in the metric's SI unit, drawn with an engineering prefix; a point that was refused leaves a gap. */
export const metricOverAxes: FigureKind<ShownSweep> = {
  describe: "a metric of an array over one axis as a line, over two as a heatmap",
  /** "array-read-energyJ" and its like. */
  fileName: ({ metric }) => `array-${metric.replace(/\./g, "-")}`,
  draw: metricFigure,
};

function metricFigure(sweep: ShownSweep): Figure {
  const { axes, metric, points } = sweep;
  const { label, unit } = METRICS.array[metric]!;
  const [first, second] = axes as [ArraySweep["axes"][number], ArraySweep["axes"][number] | undefined];
  const values = points.map(({ figures }) => figures?.[shownIndex(sweep)] ?? null);
  if (second === undefined) {
    return linePlot({ xTitle: first.path, xNames: first.values, yTitle: label, unit, lines: [{ name: label, values }] });
  }
  const width = second.values.length;
  return heatmap({
    xTitle: second.path, yTitle: first.path, xNames: second.values, yNames: first.values, title: label, unit,
    values: first.values.map((_, row) => values.slice(row * width, (row + 1) * width)),
  });
}
