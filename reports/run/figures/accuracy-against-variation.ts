// Accuracy with sensing errors against the spread of the devices: a line a subnet, whiskers for the interval over seeds.
import type { Chart, Plugin } from "chart.js";
import type { RunResult, SubnetResult } from "../../../experiment/run/result.js";
import { formatQuantity } from "../../../sim/quantity.js";
import { contextOf } from "../../drawing/drawing-context.js";
import type { FigureKind } from "../../drawing/figure.js";
import { baseOptions, legendAt, linearAxis, percentOf, seriesColour } from "../../drawing/style.js";

const PERCENT = 100;
const WHISKER = 1.2;
const CAP = 8;
/** Whiskers of points in one place stand side by side; their symbols, drawn first on top, show as rings. */
const DODGE = 4;
const LEAST_RADIUS = 4;
/** Room beside the first and the last point, in multiples of the spread. */
const SIDE = 0.1;
/** Above a full accuracy there is room for its symbol. */
const HEADROOM = 4;
const SYMBOLS = ["circle", "rect", "triangle", "rectRot"] as const;

type Varied = SubnetResult & { readonly variation: NonNullable<SubnetResult["variation"]> };

interface Point {
  readonly x: number;
  readonly y: number;
  readonly low: number;
  readonly high: number;
}

type Axis = ReturnType<typeof linearAxis>;

/** No ticks at the ends, which are where there is room. */
const withoutBounds = (axis: Axis): Axis => ({ ...axis, ticks: { ...axis.ticks, includeBounds: false } as never });

const SPREADS = [
  ["sigmaResistanceArea", "RA"], ["sigmaTunnelMagnetoresistance", "TMR"],
  ["sigmaLowResistance", "R_low"], ["sigmaHighResistance", "R_high"],
] as const;

/** What one multiple is of: the spreads that the cells have, and the amplifiers'. */
function spreadText({ variation }: Varied): string {
  const ofCells = SPREADS.flatMap(
    ([key, name]) => (variation[key] === undefined ? [] : [`${name} ${formatQuantity(variation[key], "%", 2)}`])
  );
  return [...ofCells, `offset ${formatQuantity(variation.senseAmpOffsetV, "V", 2)}`].join(", ");
}

/** The stated spread among the swept ones, rising. */
function pointsOf({ variation }: Varied): Point[] {
  const others = variation.sweep.filter(({ sigmaScale }) => sigmaScale !== variation.sigmaScale);
  return [variation, ...others]
    .sort((a, b) => a.sigmaScale - b.sigmaScale)
    .map(({ sigmaScale, accuracyMean, accuracyLow, accuracyHigh }) =>
      ({ x: sigmaScale, y: percentOf(accuracyMean), low: percentOf(accuracyLow), high: percentOf(accuracyHigh) }));
}

/** Multiples of the stated spread across, accuracy in per cent; null where no errors are injected. */
export const accuracyAgainstVariation: FigureKind<RunResult> = {
  describe: "accuracy with sensing errors against the spread of the devices",
  draw: ({ subnets }: RunResult) => {
    const varied = subnets.filter((subnet): subnet is Varied => subnet.variation !== undefined);
    if (varied.length === 0) return null;
    const lines = varied.map(pointsOf);
    const base = baseOptions();
    const axis = linearAxis(`spread of the devices (multiples of ${spreadText(varied[0]!)})`, false);
    const scales = lines.flat().map(({ x }) => x);
    return {
      width: 760,
      height: 440,
      configuration: {
        type: "scatter",
        data: {
          datasets: varied.map(({ name }, index) => ({
            label: name, data: lines[index]!.map(({ x, y }) => ({ x, y })), showLine: true, borderWidth: 1.5,
            borderColor: seriesColour(index), backgroundColor: seriesColour(index),
            pointStyle: SYMBOLS[index % SYMBOLS.length]!, pointRadius: LEAST_RADIUS + index,
          })),
        },
        options: {
          ...base,
          scales: {
            x: { ...withoutBounds(axis), min: Math.min(...scales) - SIDE, max: Math.max(...scales) + SIDE },
            y: { ...withoutBounds(linearAxis("accuracy with errors (%)", true)), min: 0, max: PERCENT + HEADROOM },
          },
          plugins: {
            ...base.plugins,
            legend: legendAt("right", "symbol"),
          },
        },
        plugins: [whiskers(lines)],
      },
    };
  },
};

/** From the low to the high end of each point's interval. */
function whiskers(lines: readonly (readonly Point[])[]): Plugin {
  return {
    id: "pimento-whiskers",
    afterDatasetsDraw: (chart: Chart) => {
      const ctx = contextOf(chart);
      ctx.save();
      lines.forEach((points, index) => {
        ctx.fillStyle = seriesColour(index);
        for (const { x, low, high } of points.filter((point) => point.high > point.low)) {
          const across = chart.scales["x"]!.getPixelForValue(x) + DODGE * (index - (lines.length - 1) / 2);
          const [top, bottom] = [high, low].map((value) => chart.scales["y"]!.getPixelForValue(value)) as [number, number];
          ctx.fillRect(across - WHISKER / 2, top, WHISKER, bottom - top);
          for (const end of [top, bottom]) ctx.fillRect(across - CAP / 2, end - WHISKER / 2, CAP, WHISKER);
        }
      });
      ctx.restore();
    },
  };
}
