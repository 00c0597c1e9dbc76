// A tornado chart: what each number at the ends of its range does to one figure, the widest on top, about the stated value.
import type { Chart, Plugin } from "chart.js";
import type { TornadoEnd, TornadoFigure, UncertaintyReport } from "../../experiment/uncertainty/uncertainty-result.js";
import { contextOf } from "../drawing/drawing-context.js";
import { engineeringScale } from "../drawing/engineering-scale.js";
import { baseOptions, COLOURS, legendAt, linearAxis, nameAxis } from "../drawing/style.js";
import { FIGURE_NAMES, tornadoRows } from "./tables.js";
import type { UncertaintyFigureKind } from "../uncertainty-figures/uncertainty-figure.js";

const MOST_BARS = 14;
/** Of the widest swing: narrower bars cannot be seen. */
const LEAST_SWING = 0.005;
const BAR_HEIGHT = 30;
const AXES_HEIGHT = 110;
const ROOM = 0.05;
const NAME_PARTS = 3;

/** The last parts of a path say what it is; a technology's or a node's name is the same for all bars. */
const shortName = (path: string): string => path.split(".").slice(-NAME_PARTS).join(".");

export const tornado = (figure: TornadoFigure): UncertaintyFigureKind => ({
  describe: `${FIGURE_NAMES[figure][0]} with each number at the ends of its range, the widest swings`,
  draw: (report: UncertaintyReport) => {
    const [widest] = tornadoRows(report, figure);
    const rows = tornadoRows(report, figure).filter(({ swingRatio }) => swingRatio[figure] > LEAST_SWING * widest!.swingRatio[figure]).slice(0, MOST_BARS);
    if (rows.length === 0) return null;
    const [word, unit] = FIGURE_NAMES[figure];
    const stated = report.nominal[figure];
    const value = (end: TornadoEnd | null): number => end?.[figure] ?? stated;
    const values = [stated, ...rows.flatMap(({ atLow, atHigh }) => [value(atLow), value(atHigh)])];
    const scale = engineeringScale(values, unit);
    const room = ROOM * (Math.max(...values) - Math.min(...values));
    const bars = (label: string, colour: string, end: (row: (typeof rows)[number]) => TornadoEnd | null) =>
      ({ label, data: rows.map((row): [number, number] => [scale.toAxis(stated), scale.toAxis(value(end(row)))]), backgroundColor: colour, barPercentage: 0.7, grouped: false });
    const base = baseOptions();
    const owner = figure === "areaM2" ? report.system : report.reference;
    return {
      width: 900,
      height: AXES_HEIGHT + BAR_HEIGHT * rows.length,
      configuration: {
        type: "bar",
        data: {
          labels: rows.map(({ path }) => shortName(path)),
          datasets: [bars("number at its low end", COLOURS.sky, ({ atLow }) => atLow), bars("at its high end", COLOURS.vermilion, ({ atHigh }) => atHigh)],
        },
        options: {
          ...base,
          indexAxis: "y",
          scales: {
            x: { ...linearAxis(`${word} of ${owner} (${scale.unitText})`, true), min: scale.toAxis(Math.max(0, Math.min(...values) - room)), max: scale.toAxis(Math.max(...values) + room), ticks: { ...linearAxis("", true).ticks, includeBounds: false } as never },
            y: nameAxis(null),
          },
          plugins: { ...base.plugins, legend: legendAt("top", "box") },
        },
        plugins: [statedLine(scale.toAxis(stated))],
      },
    };
  },
});

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
