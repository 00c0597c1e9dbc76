// One or more lines over an axis of named values; a value that is missing leaves a gap.
import { engineeringScale } from "../engineering-scale.js";
import type { Figure } from "../figure.js";
import { baseOptions, FONT_FAMILY, FONT_SIZE, linearAxis, nameAxis, seriesColour } from "../style.js";

export interface LinePlotData {
  readonly xTitle: string;
  readonly xNames: readonly string[];
  /** What the values are, without their unit. */
  readonly yTitle: string;
  readonly unit: string;
  readonly lines: readonly { readonly name: string; readonly values: readonly (number | null)[] }[];
}

const MOST_NAMES = 16;
/** More points than this need no symbols. */
const CROWDED = 40;

/** A colour a line. @param data values in the SI `unit`, shown with one engineering prefix */
export function linePlot({ xTitle, xNames, yTitle, unit, lines }: LinePlotData): Figure {
  const known = lines.flatMap(({ values }) => values.filter((value) => value !== null));
  const scale = engineeringScale(known.map(Math.abs), unit);
  const names = nameAxis(xTitle);
  return {
    width: 640,
    height: 420,
    configuration: {
      type: "line",
      data: {
        labels: [...xNames],
        datasets: lines.map(({ name, values }, index) => ({
          label: name,
          data: values.map((value) => (value === null ? null : scale.toAxis(value))),
          borderColor: seriesColour(index), backgroundColor: seriesColour(index),
          borderWidth: 1.5, pointRadius: xNames.length > CROWDED ? 0 : 4,
        })),
      },
      options: {
        ...baseOptions(),
        plugins: {
          legend: { display: lines.length > 1, labels: { font: { family: FONT_FAMILY, size: FONT_SIZE - 1 } } },
          tooltip: { enabled: false },
        },
        scales: {
          x: { ...names, ticks: { ...names.ticks, autoSkip: true, maxTicksLimit: MOST_NAMES, maxRotation: 0 } },
          y: { ...linearAxis(scale.unitText === "" ? yTitle : `${yTitle} (${scale.unitText})`, true), beginAtZero: true },
        },
      },
    },
  };
}
