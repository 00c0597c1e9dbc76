// Power while one image runs: a panel a subnet over one time axis, the mean as a line in the band of lowest to highest power.
import { formatQuantity } from "../../sim/quantity.js";
import type { ChartDataset, ChartOptions } from "chart.js";
import type { RunResult, SubnetResult } from "../../experiment/result.js";
import { engineeringScale, type EngineeringScale } from "./engineering-scale.js";
import type { FigureKind } from "./figure.js";
import { panelLabels } from "./labels.js";
import { powerSlices } from "./power-trace.js";
import { baseOptions, COLOURS, FONT_FAMILY, FONT_SIZE, GRID_COLOUR, linearAxis, seriesColour } from "./style.js";

const SLICES = 400;
const PANEL_HEIGHT = 130;
const AXES_HEIGHT = 105;
const BAND_ALPHA = "40";
/** Above the highest value there is room for a line of text. */
const HEADROOM = 1.4;
const FAR_BUDGET = 2;

type Line = ChartDataset<"line", { x: number; y: number }[]>;

interface Scales {
  readonly time: EngineeringScale;
  readonly power: EngineeringScale;
}

export const powerOverTime: FigureKind = {
  describe: "power while one image runs, a panel a subnet",
  draw: ({ subnets: all, config }: RunResult) => {
    const subnets = all.filter((subnet) => subnet.powerTrace.length > 1 && subnet.latencyS > 0);
    if (subnets.length === 0) return null;
    const peakW = Math.max(...subnets.map((subnet) => subnet.peakPowerW));
    // A budget far above what is drawn would flatten the traces: it is then left out.
    const budgetW = config.power.budgetW !== null && config.power.budgetW <= FAR_BUDGET * peakW ? config.power.budgetW : null;
    const highestW = Math.max(peakW, budgetW ?? 0);
    const longestS = Math.max(...subnets.map((subnet) => subnet.latencyS));
    const scales: Scales = { time: engineeringScale([longestS], "s"), power: engineeringScale([highestW], "W") };
    const axisMax = scales.power.toAxis(highestW) * HEADROOM;
    return {
      width: 760,
      height: AXES_HEIGHT + PANEL_HEIGHT * subnets.length,
      configuration: {
        type: "line",
        data: { datasets: subnets.flatMap((subnet, index) => panel(subnet, index, scales, budgetW, longestS)) },
        options: options(subnets, scales, axisMax, budgetW !== null),
        plugins: [panelLabels(subnets.map(panelText))],
      },
    };
  },
};

const panelText = ({ name, averagePowerW, peakPowerW }: SubnetResult): string =>
  `${name}: mean ${formatQuantity(averagePowerW, "W", 3)}, peak ${formatQuantity(peakPowerW, "W", 3)}`;

/** Highest, lowest (filled up to the highest), mean, and the budget where there is one. */
function panel(subnet: SubnetResult, index: number, { time, power }: Scales, budgetW: number | null, longestS: number): Line[] {
  const slices = powerSlices(subnet.powerTrace, subnet.latencyS, SLICES);
  const colour = seriesColour(index);
  const line = (label: string, of: (slice: (typeof slices)[number]) => number, look: Partial<Line>): Line => ({
    label, yAxisID: `y${index}`, pointRadius: 0, borderWidth: 0, stepped: "middle", data: slices.map((slice) => ({ x: time.toAxis(slice.timeS), y: power.toAxis(of(slice)) })), ...look,
  });
  const budget: Line[] = budgetW === null ? [] : [{
    label: "budget", yAxisID: `y${index}`, pointRadius: 0, borderWidth: 1.2, borderDash: [6, 4], borderColor: COLOURS.black,
    data: [0, longestS].map((timeS) => ({ x: time.toAxis(timeS), y: power.toAxis(budgetW) })),
  }];
  return [
    line("highest", (slice) => slice.highW, { fill: "+1", backgroundColor: `${colour}${BAND_ALPHA}` }),
    line("lowest", (slice) => slice.lowW, {}),
    line("mean", (slice) => slice.meanW, { borderColor: colour, borderWidth: 1.4 }),
    ...budget,
  ];
}

/** The panels are y axes stacked on each other; all have the same range, so heights compare. */
function options(subnets: readonly SubnetResult[], { time, power }: Scales, axisMax: number, hasBudget: boolean): ChartOptions<"line"> {
  const axes = subnets.map((_, index) => {
    const axis = linearAxis(`power (${power.unitText})`, true);
    // Only round numbers as ticks: the ends of neighbouring panels would meet.
    const ticks = { ...axis.ticks, includeBounds: false, maxTicksLimit: 5 };
    const grid = { ...axis.grid, color: ({ tick }: { tick?: { value: number } }) => (tick?.value === 0 ? COLOURS.black : GRID_COLOUR) };
    return [`y${index}`, { ...axis, ticks, grid, stack: "panels", min: 0, max: axisMax, position: "left", weight: subnets.length - index }] as const;
  });
  const base = baseOptions();
  const text = `line: mean; band: lowest to highest${hasBudget ? "; dashed: power budget" : ""}`;
  const legend = { display: true, position: "bottom", text, color: COLOURS.black, font: { family: FONT_FAMILY, size: FONT_SIZE - 2 } };
  return {
    ...base,
    scales: { x: { ...linearAxis(`time (${time.unitText})`, false), min: 0 }, ...Object.fromEntries(axes) },
    plugins: { ...base.plugins, subtitle: legend },
  } as ChartOptions<"line">;
}
