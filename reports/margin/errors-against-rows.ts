// How error probability grows with the number of rows opened together: AND and OR, logarithmic.
import type { MarginReport } from "../../experiment/margin/margin-result.js";
import type { FigureKind } from "../drawing/figure.js";
import { baseOptions, legendAt, linearAxis, seriesColour } from "../drawing/style.js";

const SYMBOLS = ["circle", "rect"] as const;
/** Room beside the first and the last count. */
const SIDE = 0.4;
/** Decades apart, at most this many labels. */
const MOST_LABELS = 8;

/** Probabilities on a logarithmic axis, whose ticks are decades; null where nothing errs. */
export const errorsAgainstRows: FigureKind<MarginReport> = {
  describe: "error of AND and OR against the number of rows opened together",
  draw: ({ yield: rows }: MarginReport) => {
    const values = rows.flatMap(({ gates }) => gates.map(({ crossing }) => crossing)).filter((value) => value > 0);
    if (values.length === 0) return null;
    const decades = { low: Math.floor(Math.log10(Math.min(...values))), high: Math.ceil(Math.log10(Math.max(...values))) };
    const stride = Math.ceil((decades.high - decades.low) / MOST_LABELS);
    const base = baseOptions();
    const ticks = { ...linearAxis("", true).ticks, includeBounds: false };
    return {
      width: 640,
      height: 420,
      configuration: {
        type: "scatter",
        data: {
          datasets: (["and", "or"] as const).map((name, index) => ({
            label: name.toUpperCase(), data: decadesOf(rows, name), showLine: true, borderWidth: 1.5,
            borderColor: seriesColour(index), backgroundColor: seriesColour(index), pointStyle: SYMBOLS[index]!, pointRadius: 5,
          })),
        },
        options: {
          ...base,
          scales: {
            x: {
              ...linearAxis("rows opened together (count)", false), min: 1 - SIDE, max: rows.length + SIDE,
              ticks: { ...ticks, stepSize: 1, maxTicksLimit: rows.length + 2 } as never,
            },
            y: {
              ...linearAxis("error of the worse neighbour (probability)", true), min: decades.low, max: decades.high,
              ticks: { ...ticks, stepSize: stride, maxTicksLimit: MOST_LABELS + 2, callback: decadeLabel } as never,
            },
          },
          plugins: { ...base.plugins, legend: legendAt("top", "symbol") },
        },
      },
    };
  },
};

const decadeLabel = (exponent: number | string): string => `1e${exponent}`;

/** The gate's error at each number of rows, by its power of ten; no point where it never errs. */
const decadesOf = (rows: MarginReport["yield"], name: "and" | "or"): { x: number; y: number }[] =>
  rows.flatMap(({ rows: count, gates }) =>
    gates.filter(({ gate, crossing }) => gate === name && crossing > 0).map(({ crossing }) => ({ x: count, y: Math.log10(crossing) })));
