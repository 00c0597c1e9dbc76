// Model against reference on logarithmic axes with the line of equality: one colour a series, both axes in the same unit.
import type { Figure } from "../figure.js";
import { baseOptions, COLOURS, FONT_FAMILY, FONT_SIZE, linearAxis, seriesColour } from "../style.js";

export interface AgreementData {
  readonly xTitle: string;
  readonly yTitle: string;
  readonly series: readonly { readonly name: string; readonly points: readonly { readonly reference: number; readonly model: number }[] }[];
}

const EQUAL = "equal";
/** Room around the points, as a factor. */
const MARGIN = 1.6;
const SYMBOLS = ["circle", "rect", "triangle", "rectRot", "cross", "star"] as const;

/**
 * A point for each pair, and the diagonal where model and reference agree.
 * @param data numbers above zero; the titles name their unit, which both axes share
 */
export function agreementPlot({ xTitle, yTitle, series }: AgreementData): Figure {
  const values = series.flatMap(({ points }) => points.flatMap(({ reference, model }) => [reference, model]));
  const [min, max] = [Math.min(...values) / MARGIN, Math.max(...values) * MARGIN];
  const axis = (title: string): object => {
    const base = linearAxis(title, true);
    return { ...base, type: "logarithmic", min, max, ticks: { ...base.ticks, callback: (value: number) => decade(value) } };
  };
  return {
    width: 640,
    height: 560,
    configuration: {
      type: "scatter",
      data: {
        datasets: [
          ...series.map(({ name, points }, index) => ({
            label: name,
            data: points.map(({ reference, model }) => ({ x: reference, y: model })),
            backgroundColor: seriesColour(index), borderColor: seriesColour(index),
            pointStyle: SYMBOLS[index % SYMBOLS.length]!, pointRadius: 3.5, pointBorderWidth: 1,
          })),
          {
            label: EQUAL, data: [{ x: min, y: min }, { x: max, y: max }], showLine: true, pointRadius: 0,
            borderColor: COLOURS.grey, borderWidth: 1, borderDash: [4, 4],
          },
        ],
      },
      options: {
        ...baseOptions(),
        plugins: {
          legend: {
            display: true, position: "top",
            labels: { usePointStyle: true, filter: ({ text }) => text !== EQUAL, font: { family: FONT_FAMILY, size: FONT_SIZE - 2 } },
          },
          tooltip: { enabled: false },
        },
        scales: { x: axis(xTitle), y: axis(yTitle) },
      },
    },
  };
}

/** Labels at powers of ten only. */
const decade = (value: number): string =>
  (Number.isInteger(Math.log10(Number(value.toPrecision(12)))) ? String(Number(value.toPrecision(3))) : "");
