// A heatmap over two axes of named values: one coloured cell each, its number in it where there is room, a colour bar beside it.
// A cell without a number (refused, not built) is grey with a cross.
import type { Chart, Plugin } from "chart.js";
import { contextOf, type DrawingContext } from "../drawing-context.js";
import { engineeringScale } from "../engineering-scale.js";
import type { Figure } from "../figure.js";
import { baseOptions, COLOURS, FONT_FAMILY, FONT_SIZE, nameAxis } from "../style.js";
import { inkOn, mapColour } from "./colour-map.js";

export interface HeatmapData {
  readonly xTitle: string;
  readonly yTitle: string;
  readonly xNames: readonly string[];
  readonly yNames: readonly string[];
  /** What the colours show, without its unit. */
  readonly title: string;
  readonly unit: string;
  /** By y, then x. */
  readonly values: readonly (readonly (number | null)[])[];
}

const WIDTH = 760;
const HEIGHT = 480;
const BAR = { gap: 22, width: 18, labels: 84 };
const STEPS = 64;
/** A wider range than this is coloured by its logarithm. */
const LOGARITHMIC_FROM = 8;
const MOST_NAMES = 16;
const LEAST_CELL = { width: 46, height: 18 };
const REFUSED = "#e4e4e4";
const SMALL = FONT_SIZE - 3;

/** The first row of values stands at the bottom. @param data numbers in the SI `unit`, shown with one engineering prefix */
export function heatmap(data: HeatmapData): Figure {
  const known = data.values.flat().filter((value) => value !== null);
  const scale = engineeringScale(known.map(Math.abs), data.unit);
  const colours = colourScale(known);
  const title = scale.unitText === "" ? data.title : `${data.title} (${scale.unitText})`;
  const axis = (text: string): object => {
    const base = nameAxis(text);
    return { ...base, offset: true, ticks: { ...base.ticks, autoSkip: true, maxTicksLimit: MOST_NAMES, maxRotation: 0 } };
  };
  return {
    width: WIDTH,
    height: HEIGHT,
    configuration: {
      type: "scatter",
      data: { datasets: [{ label: data.title, data: [] }] },
      options: {
        ...baseOptions(),
        layout: { padding: { top: 34, right: BAR.gap + BAR.width + BAR.labels, bottom: 6, left: 6 } },
        scales: {
          x: { ...axis(data.xTitle), labels: [...data.xNames] },
          y: { ...axis(data.yTitle), labels: [...data.yNames], reverse: true },
        },
      },
      plugins: [cells(data, colours, scale.toAxis), colourBar(title, known, colours, scale.toAxis)],
    },
  };
}

interface ColourScale {
  readonly shareOf: (value: number) => number;
  readonly valueAt: (share: number) => number;
}

function colourScale(known: readonly number[]): ColourScale {
  const [least, most] = [Math.min(...known), Math.max(...known)];
  if (least === most) return { shareOf: () => 0.5, valueAt: () => least };
  if (least > 0 && most / least > LOGARITHMIC_FROM) {
    return { shareOf: (value) => Math.log(value / least) / Math.log(most / least), valueAt: (share) => least * (most / least) ** share };
  }
  return { shareOf: (value) => (value - least) / (most - least), valueAt: (share) => least + share * (most - least) };
}

const short = (value: number): string => String(Number(value.toPrecision(3)));

function cells({ values, xNames, yNames }: HeatmapData, colours: ColourScale, toAxis: (value: number) => number): Plugin {
  return {
    id: "pimento-heatmap-cells",
    beforeDatasetsDraw: (chart) => {
      const ctx = contextOf(chart);
      const { left, top, right, bottom } = chart.chartArea;
      const size = { width: (right - left) / xNames.length, height: (bottom - top) / yNames.length };
      const hasRoom = size.width >= LEAST_CELL.width && size.height >= LEAST_CELL.height;
      ctx.save();
      ctx.font = `${SMALL}px "${FONT_FAMILY}"`;
      ctx.textAlign = "center";
      ctx.textBaseline = "middle";
      values.forEach((row, y) => row.forEach((value, x) => {
        // The first row of values stands at the bottom. Cells overlap by a hair so that no seam shows.
        const corner = { x: left + x * size.width, y: bottom - (y + 1) * size.height };
        const share = value === null ? 0 : colours.shareOf(value);
        ctx.fillStyle = value === null ? REFUSED : mapColour(share);
        ctx.fillRect(corner.x, corner.y, size.width + 0.5, size.height + 0.5);
        ctx.fillStyle = value === null ? COLOURS.grey : inkOn(share);
        if (!hasRoom && value !== null) return;
        ctx.fillText(value === null ? "×" : short(toAxis(value)), corner.x + size.width / 2, corner.y + size.height / 2);
      }));
      ctx.restore();
    },
  };
}

function colourBar(title: string, known: readonly number[], colours: ColourScale, toAxis: (value: number) => number): Plugin {
  return {
    id: "pimento-heatmap-bar",
    afterDraw: (chart) => {
      const ctx = contextOf(chart);
      ctx.save();
      write(ctx, chart.chartArea.left, 20, title, FONT_SIZE);
      drawBar(ctx, chart, known, colours, toAxis);
      ctx.restore();
    },
  };
}

function drawBar(
  ctx: DrawingContext, { chartArea }: Chart, known: readonly number[], colours: ColourScale, toAxis: (value: number) => number,
): void {
  const left = chartArea.right + BAR.gap;
  const height = chartArea.bottom - chartArea.top;
  for (let step = 0; step < STEPS; step++) {
    ctx.fillStyle = mapColour((step + 0.5) / STEPS);
    ctx.fillRect(left, chartArea.bottom - ((step + 1) * height) / STEPS, BAR.width, height / STEPS + 0.5);
  }
  const shares = Math.min(...known) === Math.max(...known) ? [0.5] : [0, 0.25, 0.5, 0.75, 1];
  for (const share of shares) {
    write(ctx, left + BAR.width + 8, chartArea.bottom - share * height, short(toAxis(colours.valueAt(share))), SMALL);
  }
}

function write(ctx: DrawingContext, x: number, y: number, text: string, size: number): void {
  ctx.font = `${size}px "${FONT_FAMILY}"`;
  ctx.textAlign = "left";
  ctx.textBaseline = "middle";
  ctx.fillStyle = COLOURS.black;
  ctx.fillText(text, x, y);
}
