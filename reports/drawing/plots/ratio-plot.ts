// How far figures lie from what they are compared with: ours over theirs as lying bars on a logarithmic axis, from the low to the
// high end of a range, with a line where they agree.
import type { Plugin } from "chart.js";
import { contextOf } from "../drawing-context.js";
import type { Figure } from "../figure.js";
import { baseOptions, COLOURS, linearAxis, nameAxis } from "../style.js";

export interface RatioBar {
  readonly name: string;
  readonly low: number;
  readonly high: number;
  readonly colour: keyof typeof COLOURS;
}

const BAR_HEIGHT = 30;
const AXES_HEIGHT = 80;
const MARGIN = 1.5;
/** A single figure is still seen. */
const LEAST_WIDTH = 1.04;

/** One bar below the other. @param bars from `low` to `high`, both above zero, 1 where figures agree */
export function ratioPlot(title: string, bars: readonly RatioBar[]): Figure {
  const ends = bars.flatMap(({ low, high }) => [low, high, 1]);
  const base = linearAxis(title, true);
  return {
    width: 900,
    height: AXES_HEIGHT + BAR_HEIGHT * bars.length,
    configuration: {
      type: "bar",
      data: {
        labels: bars.map(({ name }) => name),
        datasets: [{
          label: title, data: bars.map(({ low, high }) => [low / LEAST_WIDTH, high * LEAST_WIDTH]),
          backgroundColor: bars.map(({ colour }) => COLOURS[colour]), barPercentage: 0.6,
        }],
      },
      options: {
        ...baseOptions(),
        indexAxis: "y",
        scales: {
          x: {
            ...base, type: "logarithmic", afterBuildTicks: decadesOnly,
            min: Math.min(...ends) / MARGIN, max: Math.max(...ends) * MARGIN,
          },
          y: nameAxis(null),
        } as never,
      },
      plugins: [agreementLine],
    },
  };
}

const isDecade = (value: number): boolean => Number.isInteger(Math.log10(Number(value.toPrecision(12))));

function decadesOnly(axis: { ticks: { value: number }[]; min: number; max: number }): void {
  axis.ticks = axis.ticks.filter(({ value }) => isDecade(value));
}

const agreementLine: Plugin = {
  id: "pimento-agreement-line",
  beforeDatasetsDraw: (chart) => {
    const ctx = contextOf(chart);
    const { top, bottom } = chart.chartArea;
    ctx.save();
    ctx.fillStyle = COLOURS.black;
    ctx.fillRect(chart.scales["x"]!.getPixelForValue(1) - 0.75, top, 1.5, bottom - top);
    ctx.restore();
  },
};
