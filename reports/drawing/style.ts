// The common look of the figures: the colour-blind-safe palette of Okabe and Ito, one font, thin axes, no decoration.
import type { ChartOptions, ScaleOptionsByType } from "chart.js";

export const FONT_FAMILY = "DejaVu Sans";

export const COLOURS = {
  blue: "#0072b2", sky: "#56b4e9", vermilion: "#d55e00", orange: "#e69f00", green: "#009e73",
  purple: "#cc79a7", yellow: "#f0e442", grey: "#999999", black: "#222222",
} as const;

/** For series without a meaning of their own. */
const SERIES_COLOURS = [
  COLOURS.blue, COLOURS.vermilion, COLOURS.green, COLOURS.purple, COLOURS.orange, COLOURS.sky, COLOURS.black, COLOURS.grey,
] as const;

export const FONT_SIZE = 15;
const INK = "#222222";
export const GRID_COLOUR = "#dddddd";

/** Colours repeat after eight series. */
export const seriesColour = (index: number): string => SERIES_COLOURS[index % SERIES_COLOURS.length]!;

/** Options shared by all figures. */
export const baseOptions = (): ChartOptions => ({
  responsive: false,
  animation: false,
  locale: "en-US",
  font: { family: FONT_FAMILY, size: FONT_SIZE },
  color: INK,
  layout: { padding: { top: 12, right: 18, bottom: 6, left: 6 } },
  plugins: { legend: { display: false }, tooltip: { enabled: false } },
});

const LEGEND_MARKS = { symbol: { usePointStyle: true, boxWidth: 9, boxHeight: 9 }, box: { boxWidth: 14, boxHeight: 14 } } as const;

/** A legend whose entries show the series' point symbol, or a box in its colour. */
export const legendAt = (position: "top" | "right", mark: keyof typeof LEGEND_MARKS) =>
  ({
    display: true, position,
    labels: { ...LEGEND_MARKS[mark], color: COLOURS.black, font: { family: FONT_FAMILY, size: FONT_SIZE - 1 } },
  }) as const;

/** A share as per cent, without the noise of the multiplication. */
export const percentOf = (share: number): number => Number((share * 100).toPrecision(12));

/** A linear axis with a title; its grid is drawn only where numbers are read off it. */
export const linearAxis = (title: string, grid: boolean): Partial<ScaleOptionsByType<"linear">> =>
  ({
    type: "linear",
    title: { display: true, text: title, color: INK, font: { family: FONT_FAMILY, size: FONT_SIZE } },
    ticks: { color: INK, font: { family: FONT_FAMILY, size: FONT_SIZE - 1 }, maxTicksLimit: 7 },
    grid: { display: true, drawOnChartArea: grid, color: GRID_COLOUR, tickColor: INK, tickLength: 5 },
    border: { display: true, color: INK },
  }) as unknown as Partial<ScaleOptionsByType<"linear">>;

/** An axis of names. */
export const nameAxis = (title: string | null): Partial<ScaleOptionsByType<"category">> =>
  ({
    type: "category",
    title: { display: title !== null, text: title ?? "", color: INK, font: { family: FONT_FAMILY, size: FONT_SIZE } },
    ticks: { color: INK, font: { family: FONT_FAMILY, size: FONT_SIZE - 1 }, autoSkip: false },
    grid: { display: false },
    border: { display: true, color: INK },
  }) as unknown as Partial<ScaleOptionsByType<"category">>;
