// A tornado chart: what each number at the ends of its range does to one figure, the widest on top, about the stated value.
import type { Chart, Plugin } from "chart.js";
import type { TornadoEnd, TornadoFigure, TornadoRow, UncertaintyReport } from "../../experiment/uncertainty/uncertainty-result.js";
import { contextOf } from "../drawing/drawing-context.js";
import { engineeringScale } from "../drawing/engineering-scale.js";
import type { Figure, FigureKind } from "../drawing/figure.js";
import { baseOptions, COLOURS, legendAt, linearAxis, nameAxis } from "../drawing/style.js";
import { tornadoRows } from "./tornado-table.js";
import { FIGURES, ownerOf } from "./words.js";

const MOST_BARS = 14;
/** Of the widest swing: narrower bars cannot be seen. */
const LEAST_SWING = 0.005;
const BAR_HEIGHT = 30;
const AXES_HEIGHT = 110;
const ROOM = 0.05;
const NAME_PARTS = 3;

/** The last parts of a path say what it is; a technology's or a node's name is the same for all bars. */
const shortName = (path: string): string => path.split(".").slice(-NAME_PARTS).join(".");

/** The widest swings of a figure; null where no number moves it. Values in its SI unit, drawn with an engineering prefix. */
export const tornado = (figure: TornadoFigure): FigureKind<UncertaintyReport> => ({
  describe: `${FIGURES[figure].label} with each number at the ends of its range, the widest swings`,
  draw: (report) => {
    const all = tornadoRows(report, figure);
    const least = LEAST_SWING * (all[0]?.swingRatio[figure] ?? 0);
    const rows = all.filter(({ swingRatio }) => swingRatio[figure] > least).slice(0, MOST_BARS);
    return rows.length === 0 ? null : tornadoFigure(report, figure, rows);
  },
});

function tornadoFigure(report: UncertaintyReport, figure: TornadoFigure, rows: readonly TornadoRow[]): Figure {
  const { label, unit } = FIGURES[figure];
  const stated = report.nominal[figure];
  const value = (end: TornadoEnd | null): number => end?.[figure] ?? stated;
  const values = [stated, ...rows.flatMap(({ atLow, atHigh }) => [value(atLow), value(atHigh)])];
  const { toAxis, unitText } = engineeringScale(values, unit);
  const bars = (name: string, colour: string, end: (row: TornadoRow) => TornadoEnd | null) => ({
    label: name, data: rows.map((row): [number, number] => [toAxis(stated), toAxis(value(end(row)))]),
    backgroundColor: colour, barPercentage: 0.7, grouped: false,
  });
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const room = ROOM * (high - low);
  const base = baseOptions();
  const axis = linearAxis(`${label} of ${ownerOf(report, figure)} (${unitText})`, true);
  const ticks = { ...axis.ticks, includeBounds: false } as never;
  return {
    width: 900,
    height: AXES_HEIGHT + BAR_HEIGHT * rows.length,
    configuration: {
      type: "bar",
      data: {
        labels: rows.map(({ path }) => shortName(path)),
        datasets: [
          bars("number at its low end", COLOURS.sky, ({ atLow }) => atLow),
          bars("at its high end", COLOURS.vermilion, ({ atHigh }) => atHigh),
        ],
      },
      options: {
        ...base,
        indexAxis: "y",
        scales: { x: { ...axis, min: toAxis(Math.max(0, low - room)), max: toAxis(high + room), ticks }, y: nameAxis(null) },
        plugins: { ...base.plugins, legend: legendAt("top", "box") },
      },
      plugins: [statedLine(toAxis(stated))],
    },
  };
}

const statedLine = (at: number): Plugin => ({
  id: "pimento-stated-line",
  afterDatasetsDraw: (chart: Chart) => {
    const ctx = contextOf(chart);
    const { top, bottom } = chart.chartArea;
    ctx.save();
    ctx.fillStyle = COLOURS.black;
    ctx.fillRect(chart.scales["x"]!.getPixelForValue(at) - 0.75, top, 1.5, bottom - top);
    ctx.restore();
  },
});
