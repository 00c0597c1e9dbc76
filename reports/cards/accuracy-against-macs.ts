// What accuracy costs in work: one point a subnet, one line a method; multiply-accumulates across on a logarithmic scale.
import type { CardResult } from "../../experiment/checkpoints/card-result.js";
import type { FigureKind } from "../drawing/figure.js";
import { baseOptions, legendAt, linearAxis, percentOf, seriesColour } from "../drawing/style.js";
import { seriesLabel, seriesOf } from "./series.js";

const SYMBOLS = ["circle", "rect", "triangle", "rectRot", "crossRot"] as const;

/** MACs of one image on a logarithmic axis, accuracy in per cent; null where none was measured. */
export const accuracyAgainstMacs: FigureKind<readonly CardResult[]> = {
  describe: "accuracy of every subnet against its multiply-accumulates, a line for each method",
  draw: (cards) => {
    const groups = [...new Set(cards.map(seriesOf))].map((key) => cards.filter((card) => seriesOf(card) === key));
    const series = groups.filter((group) => pointsOf(group).length > 0);
    if (series.length === 0) return null;
    const [base, work] = [baseOptions(), linearAxis("work of one image (MACs, logarithmic)", true)];
    return {
      width: 640,
      height: 420,
      configuration: {
        type: "scatter",
        data: {
          datasets: series.map((group, n) => ({
            label: seriesLabel(group[0]!, cards), data: pointsOf(group), showLine: true, borderWidth: 1.5, pointRadius: 5,
            borderColor: seriesColour(n), backgroundColor: seriesColour(n), pointStyle: SYMBOLS[n % SYMBOLS.length]!,
          })),
        },
        options: {
          ...base,
          scales: {
            x: { ...work, type: "logarithmic" as never, ticks: { ...work.ticks, callback: tickLabel } as never },
            y: { ...linearAxis("float accuracy on test images (%)", true), grace: "10%" },
          },
          plugins: { ...base.plugins, legend: { ...legendAt("top", "symbol"), align: "start" } },
        },
      },
    };
  },
};

const COMPACT = new Intl.NumberFormat("en-US", { notation: "compact" });

/** 1M, 2M, 4M, 5M, 6M, 10M ...; there is no room for more. */
const tickLabel = (value: number | string): string => (/^[12456]0*$/.test(String(value)) ? COMPACT.format(Number(value)) : "");

/** Narrowest first. */
const pointsOf = (group: readonly CardResult[]): { x: number; y: number }[] =>
  group
    .flatMap((card) => card.subnets.flatMap(({ macs, accuracy }) => (accuracy === null ? [] : [{ x: macs, y: percentOf(accuracy) }])))
    .sort((a, b) => a.x - b.x);
