// Accuracy on augmented training images while training: one line a subnet of each checkpoint; phases of a method follow each other.
// Trainings that may stop early have a second line, on held-out images.
import type { Chart, ChartDataset, LegendItem } from "chart.js";
import type { CardResult } from "../../experiment/checkpoints/card-result.js";
import type { FigureKind } from "../drawing/figure.js";
import { baseOptions, COLOURS, FONT_FAMILY, FONT_SIZE, linearAxis, percentOf, seriesColour } from "../drawing/style.js";
import { seriesLabel, seriesOf } from "./series.js";

const DASHES = [[], [6, 3], [2, 2], [8, 3, 2, 3]] as const;

const PLOT = { width: 640, height: 420 } as const;
/** More lines than these are named beside the plot, in a figure that grows with them. */
const MOST_ABOVE = 4;
const LEGEND_ENTRY = { perLetter: 8, symbol: 50, height: 24 } as const;
/** The chart library gives a legend beside the plot a quarter of the figure at most. */
const LEGEND_SHARE = 0.25;
const FLATTEST = 0.4;

function sizeBeside(labels: readonly string[]): { width: number; height: number } {
  const legend = LEGEND_ENTRY.symbol + LEGEND_ENTRY.perLetter * Math.max(...labels.map((label) => label.length));
  const width = Math.round(Math.max(PLOT.width + legend, legend / LEGEND_SHARE));
  return { width, height: Math.round(Math.max(FLATTEST * width, LEGEND_ENTRY.height * (labels.length + 2))) };
}

interface Line {
  readonly label: string;
  readonly points: readonly { readonly x: number; readonly y: number }[];
}

/** Epochs across, accuracy in per cent; null where the cards have no curves. */
export const learningCurves: FigureKind<readonly CardResult[]> = {
  describe: "accuracy on training images by epoch, a line for each subnet",
  draw: (cards) => {
    const lines = linesOf(cards);
    if (lines.length === 0) return null;
    const base = baseOptions();
    const colours = [...new Set(lines.map(({ label }) => label))];
    const isBeside = colours.length > MOST_ABOVE;
    return {
      ...(isBeside ? sizeBeside(colours) : PLOT),
      configuration: {
        type: "scatter",
        data: {
          datasets: lines.map((line) => lineDataset(line, colours.indexOf(line.label))),
        },
        options: {
          ...base,
          scales: {
            x: epochAxis(Math.max(...lines.flatMap(({ points }) => points.map(({ x }) => x)))),
            y: { ...linearAxis(`accuracy on ${cards.some(isHeldOut) ? "" : "augmented "}training images (%)`, true), grace: "5%" },
          },
          plugins: { ...base.plugins, legend: lineLegend(isBeside ? "right" : "top") },
        },
      },
    };
  },
};

/** @param n number of the line's colour and dashes */
const lineDataset = ({ label, points }: Line, n: number) => ({
  label, data: [...points], showLine: true, pointRadius: points.length > 1 ? 0 : 3, borderWidth: 1.5,
  borderColor: seriesColour(n), backgroundColor: seriesColour(n), borderDash: [...DASHES[Math.floor(n / 8) % DASHES.length]!],
});

/** From 0 to the last epoch, whole ones. */
function epochAxis(last: number): Record<string, unknown> {
  const axis = linearAxis("passes over the training images (epochs)", false);
  return { ...axis, min: 0, max: last, ticks: { ...axis.ticks, precision: 0 } };
}

/** Each name behind a piece of its line; dashes are a line's, which the library's own labels take from its points. */
const lineLegend = (position: "top" | "right") =>
  ({
    display: true, position,
    labels: {
      usePointStyle: true, pointStyleWidth: 30, padding: 6, boxHeight: 8,
      color: COLOURS.black, font: { family: FONT_FAMILY, size: FONT_SIZE - 2 },
      generateLabels: ({ data }: Chart): LegendItem[] => (data.datasets as ChartDataset<"line">[]).map(legendItem),
    },
  }) as const;

const legendItem = ({ label = "", borderColor, borderDash }: ChartDataset<"line">, datasetIndex: number): LegendItem =>
  ({
    text: label, datasetIndex, pointStyle: "line", lineWidth: 1.5,
    strokeStyle: borderColor as string, lineDash: [...(borderDash as number[])],
  });

/** Held-out images are training images too, not augmented. */
const isHeldOut = ({ curve }: CardResult): boolean => curve.some(({ heldOut }) => heldOut !== undefined);

/** Every card's first epoch is 1, wherever it stood in its training. */
function linesOf(cards: readonly CardResult[]): Line[] {
  const lines = new Map<string, Line>();
  const isSingle = new Set(cards.map(seriesOf)).size === 1;
  for (const card of cards) {
    const before = Math.min(...card.curve.map(({ epoch }) => epoch)) - 1;
    for (const { phase, subnet } of card.curve) {
      const ofSubnet = card.curve.filter((point) => point.subnet === subnet);
      const inPhase = ofSubnet.filter((point) => point.phase === phase);
      const prefix = isSingle ? "" : `${seriesLabel(card, cards)}, `;
      const label = `${prefix}${subnet}${new Set(ofSubnet.map((point) => point.phase)).size > 1 ? `, ${phase}` : ""}`;
      const points = inPhase.map(({ epoch, accuracy }) => ({ x: epoch - before, y: percentOf(accuracy) }));
      lines.set(JSON.stringify([label, points]), { label, points });
      const heldOut = inPhase.flatMap(({ epoch, heldOut: share }) =>
        (share === undefined ? [] : [{ x: epoch - before, y: percentOf(share) }]));
      if (heldOut.length > 0) lines.set(JSON.stringify([label, heldOut]), { label: `${label}, held out`, points: heldOut });
    }
  }
  return [...lines.values()];
}
