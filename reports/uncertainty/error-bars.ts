// One figure of every subnet or operation: a bar as stated, whiskers from the 5 % to the 95 % quantile, a square at the median.
// Leaves out the shape of the distribution between them.
import type { Chart, Plugin } from "chart.js";
import type { Spread, UncertaintyReport } from "../../experiment/uncertainty/uncertainty-result.js";
import { contextOf } from "../drawing/drawing-context.js";
import { engineeringScale, type EngineeringScale } from "../drawing/engineering-scale.js";
import type { Figure, FigureKind } from "../drawing/figure.js";
import { baseOptions, COLOURS, linearAxis, nameAxis } from "../drawing/style.js";
import type { Quantity } from "./spread-tables.js";
import { FIGURES, subjectWord, workWords } from "./words.js";

/** What the bars are of, and the unit that the axis has a prefix for. */
const WORDS: Readonly<Record<Quantity, { readonly label: string; readonly unit: string }>> = {
  energyJ: FIGURES.energyJ,
  latencyS: FIGURES.latencyS,
  energyRatio: { label: FIGURES.energyJ.label, unit: "1" },
  latencyRatio: { label: FIGURES.latencyS.label, unit: "1" },
};
const WHISKER = 1.6;
const CAP = 16;
const MEDIAN = 7;
const HEADROOM = 1.06;

/** Energies in J and latencies in s with an engineering prefix, ratios as plain numbers. */
export const errorBars = (quantity: Quantity): FigureKind<UncertaintyReport> => {
  const { label, unit } = WORDS[quantity];
  const isRatio = quantity.endsWith("Ratio");
  return {
    describe: `${label}${isRatio ? " relative to the reference" : ""} as stated, with its 5 % to 95 % range`,
    draw: (report) => {
      const spreads = report.subjects.map((subject) => subject[quantity]);
      const scale = engineeringScale(spreads.map(({ high }) => high), unit);
      const over = `${label} over that of ${report.reference} (ratio)`;
      return barFigure(report, spreads, scale, isRatio ? over : `${label} of ${workWords(report)} (${scale.unitText})`, label);
    },
  };
};

function barFigure(
  report: UncertaintyReport, spreads: readonly Spread[], { toAxis }: EngineeringScale, title: string, label: string,
): Figure {
  const most = Math.max(...spreads.map(({ high, nominal }) => Math.max(high, nominal)));
  const bars = spreads.map(({ nominal }) => toAxis(nominal));
  const axis = linearAxis(title, true);
  return {
    width: 760,
    height: 420,
    configuration: {
      type: "bar",
      data: {
        labels: report.subjects.map(({ name }) => name),
        datasets: [{ label, data: bars, backgroundColor: COLOURS.sky, barPercentage: 0.6 }],
      },
      options: {
        ...baseOptions(),
        scales: {
          x: nameAxis(`${subjectWord(report)} (bar: as stated; whiskers: 5 % to 95 %; square: median)`),
          y: { ...axis, min: 0, max: toAxis(HEADROOM * most), ticks: { ...axis.ticks, includeBounds: false } as never },
        },
      },
      plugins: [whiskers(spreads, toAxis)],
    },
  };
}

function whiskers(spreads: readonly Spread[], toAxis: (value: number) => number): Plugin {
  return {
    id: "pimento-error-bars",
    afterDatasetsDraw: (chart: Chart) => {
      const ctx = contextOf(chart);
      const pixel = (value: number): number => chart.scales["y"]!.getPixelForValue(toAxis(value));
      ctx.save();
      ctx.fillStyle = COLOURS.black;
      spreads.forEach(({ low, median, high }, index) => {
        const across = chart.scales["x"]!.getPixelForValue(index);
        const [top, middle, bottom] = [pixel(high), pixel(median), pixel(low)];
        ctx.fillRect(across - WHISKER / 2, top, WHISKER, bottom - top);
        for (const end of [top, bottom]) ctx.fillRect(across - CAP / 2, end - WHISKER / 2, CAP, WHISKER);
        ctx.fillRect(across - MEDIAN / 2, middle - MEDIAN / 2, MEDIAN, MEDIAN);
      });
      ctx.restore();
    },
  };
}
