// Overlapping histograms of the levels of so many open rows, with the references between them and the band their offset moves them in.
import type { Chart, Plugin } from "chart.js";
import type { LevelReference, LevelSamples, MarginReport } from "../../experiment/margin/margin-result.js";
import { formatQuantity } from "../../sim/quantity.js";
import type { FigureKind } from "../drawing/figure.js";
import { contextOf } from "../drawing/drawing-context.js";
import { engineeringScale, type EngineeringScale } from "../drawing/engineering-scale.js";
import { baseOptions, COLOURS, FONT_FAMILY, FONT_SIZE, legendAt, linearAxis, seriesColour } from "../drawing/style.js";

const PERCENT = 100;
const ALPHA = "66";
const BAND = "#00000018";
const BAND_SIGMAS = 3;
const ROOM = 0.04;
const LABEL_HEIGHT = FONT_SIZE + 2;
const LABEL_LINES = 3;

/** Currents in A or voltages in V, as they are sensed; null where the levels do not vary. @param rows opened together */
export const levelHistograms = (rows: number): FigureKind<MarginReport> => ({
  describe: `levels of ${rows === 1 ? "one open row and the reference" : `${rows} open rows and the references`} between them`,
  draw: (report: MarginReport) => {
    const levels = report.samples.find((samples) => samples.rows === rows);
    if (levels === undefined || !(levels.binWidth > 0)) return null;
    const [low, high] = [levels.start, levels.start + levels.binWidth * levels.counts[0]!.length];
    const scale = engineeringScale([high], levels.unit);
    const room = ROOM * (high - low);
    const base = baseOptions();
    const band = report.variation.senseAmpOffsetV > 0 ? `, grey: ${BAND_SIGMAS} sigma of the offset` : "";
    const axis = linearAxis(`bitline ${levels.unit === "A" ? "current" : "voltage"}${band} (${scale.unitText})`, false);
    return {
      width: 760,
      height: 440,
      configuration: {
        type: "scatter",
        data: { datasets: levels.counts.map((counts, ones) => ({ ...outline(levels, counts, scale), ...look(ones) })) },
        options: {
          ...base,
          layout: { padding: { top: 12 + LABEL_LINES * LABEL_HEIGHT, right: 18, bottom: 6, left: 6 } },
          scales: {
            x: {
              ...axis, ticks: { ...axis.ticks, includeBounds: false } as never,
              min: scale.toAxis(low - room), max: scale.toAxis(high + room),
            },
            y: { ...linearAxis("samples of a level (%)", true), min: 0 },
          },
          plugins: {
            ...base.plugins,
            legend: legendAt("right", "box"),
          },
        },
        plugins: [references(levels.references, scale, levels.unit)],
      },
    };
  },
});

/** Steps along the tops of the bins that hold anything, down to zero at both ends. */
function outline({ start, binWidth }: LevelSamples, counts: readonly number[], scale: EngineeringScale) {
  const total = counts.reduce((sum, count) => sum + count, 0);
  const first = counts.findIndex((count) => count > 0);
  const last = counts.findLastIndex((count) => count > 0);
  const corner = (bin: number, count: number) => ({ x: scale.toAxis(start + bin * binWidth), y: (PERCENT * count) / total });
  const bins = Array.from({ length: last - first + 1 }, (_, i) => first + i);
  const tops = bins.flatMap((bin) => [corner(bin, counts[bin]!), corner(bin + 1, counts[bin]!)]);
  return { data: [corner(first, 0), ...tops, corner(last + 1, 0)] };
}

const look = (ones: number) => ({
  label: ones === 1 ? "1 one" : `${ones} ones`,
  showLine: true, fill: "origin" as const, pointRadius: 0, borderWidth: 1.2,
  borderColor: seriesColour(ones), backgroundColor: `${seriesColour(ones)}${ALPHA}`,
});

/** Dashed lines at the references, their names above, the offset's band behind. */
function references(list: readonly LevelReference[], scale: EngineeringScale, unit: string): Plugin {
  const pixel = (chart: Chart, value: number): number => chart.scales["x"]!.getPixelForValue(scale.toAxis(value));
  return {
    id: "pimento-sense-references",
    beforeDatasetsDraw: (chart) => {
      const ctx = contextOf(chart);
      const { top, bottom } = chart.chartArea;
      ctx.save();
      for (const { value, offset } of list) {
        const left = pixel(chart, value - BAND_SIGMAS * offset);
        ctx.fillStyle = BAND;
        ctx.fillRect(left, top, pixel(chart, value + BAND_SIGMAS * offset) - left, bottom - top);
      }
      ctx.restore();
    },
    afterDatasetsDraw: (chart) => {
      const ctx = contextOf(chart);
      const { top, bottom } = chart.chartArea;
      ctx.save();
      ctx.font = `${FONT_SIZE - 2}px "${FONT_FAMILY}"`;
      ctx.textAlign = "center";
      ctx.textBaseline = "bottom";
      ctx.fillStyle = COLOURS.black;
      for (const { value, operations } of list) {
        const x = pixel(chart, value);
        for (let y = top; y < bottom; y += 8) ctx.fillRect(x - 0.6, y, 1.2, 5);
        const lines = [...operations, formatQuantity(value, unit, 3)].reverse().slice(0, LABEL_LINES + 1);
        lines.forEach((text, line) => ctx.fillText(text, x, top - 2 - line * (LABEL_HEIGHT - 2)));
      }
      ctx.restore();
    },
  };
}
