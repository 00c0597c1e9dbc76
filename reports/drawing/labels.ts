// Words on a chart that chart.js has no option for: values at the ends of bars, names beside points.
// Points keep clear of each other's names.
import type { Chart, Plugin } from "chart.js";
import { contextOf, type DrawingContext } from "./drawing-context.js";
import { COLOURS, FONT_FAMILY, FONT_SIZE } from "./style.js";

export interface BarLabel {
  /** End of the bar, in axis units. */
  readonly at: number;
  readonly text: string;
}

const GAP = 6;
const HALO = 2;
const LABEL_SIZE = FONT_SIZE - 2;
const LABEL_FONT = `${LABEL_SIZE}px "${FONT_FAMILY}"`;

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** One label at the end of each bar. @param nameAxis the axis that holds the names: "x" for standing bars, "y" for lying ones */
export const barLabels = (nameAxis: "x" | "y", labels: readonly BarLabel[]): Plugin => ({
  id: "pimento-bar-labels",
  afterDatasetsDraw: (chart) => {
    const standing = nameAxis === "x";
    const ctx = begin(chart);
    ctx.textAlign = standing ? "center" : "left";
    ctx.textBaseline = standing ? "bottom" : "middle";
    labels.forEach(({ at, text }, index) => {
      const along = chart.scales[nameAxis]!.getPixelForValue(index);
      const end = chart.scales[standing ? "y" : "x"]!.getPixelForValue(at);
      write(ctx, text, standing ? along : end + GAP, standing ? end - GAP / 2 : along);
    });
    ctx.restore();
  },
});

/** The name of each point of the first dataset, at the first side where it covers nothing. */
export const pointLabels = (names: readonly string[]): Plugin => ({
  id: "pimento-point-labels",
  afterDatasetsDraw: (chart) => {
    const { chartArea } = chart;
    const ctx = begin(chart);
    ctx.textAlign = "left";
    ctx.textBaseline = "middle";
    const points = chart.getDatasetMeta(0).data.map(({ x, y }) => ({ x: x - GAP, y: y - GAP, width: 2 * GAP, height: 2 * GAP }));
    const taken: Box[] = [...points];
    names.forEach((name, index) => {
      const candidates = sides(points[index]!, ctx.measureText(name).width);
      const isFree = (box: Box): boolean => inside(box, chartArea) && !taken.some((other) => overlap(box, other));
      const box = candidates.find(isFree) ?? candidates[0]!;
      taken.push(box);
      write(ctx, name, box.x, box.y + box.height / 2);
    });
    ctx.restore();
  },
});

/** One line in the upper right corner of each panel, in the order of their axes y0, y1 ... */
export const panelLabels = (texts: readonly string[]): Plugin => ({
  id: "pimento-panel-labels",
  afterDatasetsDraw: (chart) => {
    const ctx = begin(chart);
    ctx.textAlign = "right";
    ctx.textBaseline = "top";
    texts.forEach((text, index) => write(ctx, text, chart.chartArea.right - GAP, chart.scales[`y${index}`]!.top + GAP));
    ctx.restore();
  },
});

const FROM_LEFT = { left: 0, center: 0.5, right: 1 } as const;
const FROM_TOP = { top: 0, middle: 0.5, bottom: 1 } as const;

/** Text on white, so that a grid line behind it does not strike it out. */
function write(ctx: DrawingContext, text: string, x: number, y: number): void {
  const { width } = ctx.measureText(text);
  ctx.fillStyle = "#ffffff";
  ctx.fillRect(x - FROM_LEFT[ctx.textAlign] * width - HALO, y - FROM_TOP[ctx.textBaseline] * LABEL_SIZE, width + 2 * HALO, LABEL_SIZE);
  ctx.fillStyle = COLOURS.black;
  ctx.fillText(text, x, y);
}

/** The chart's context, saved and set for labels. */
function begin(chart: Chart): DrawingContext {
  const ctx = contextOf(chart);
  ctx.save();
  ctx.font = LABEL_FONT;
  return ctx;
}

/** Below right, above left, right, above, below, left of a point. */
function sides(point: Box, width: number): Box[] {
  const height = LABEL_SIZE + 2;
  const right = point.x + point.width + 2;
  const left = point.x - width - 2;
  const middleX = point.x + (point.width - width) / 2;
  const middleY = point.y + (point.height - height) / 2;
  const [above, below] = [point.y - height - 1, point.y + point.height + 1];
  const corners = [[right, below], [left, above], [right, middleY], [middleX, above], [middleX, below], [left, middleY]] as const;
  return corners.map(([x, y]) => ({ x, y, width, height }));
}

const overlap = (a: Box, b: Box): boolean => a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

const inside = (box: Box, area: { left: number; right: number; top: number; bottom: number }): boolean =>
  box.x >= area.left && box.x + box.width <= area.right && box.y >= area.top && box.y + box.height <= area.bottom;
