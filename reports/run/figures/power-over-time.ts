// Power while one image runs: a panel a subnet over one time axis, with its peak and the power budget.
import type { ChartDataset, ChartOptions } from "chart.js";
import type { RunResult, SubnetResult } from "../../../experiment/run/result.js";
import { formatQuantity } from "../../../sim/quantity.js";
import { engineeringScale, type EngineeringScale } from "../../drawing/engineering-scale.js";
import type { FigureKind } from "../../drawing/figure.js";
import { panelLabels } from "../../drawing/labels.js";
import { thinnedTrace } from "./power-trace.js";
import { baseOptions, COLOURS, FONT_FAMILY, FONT_SIZE, GRID_COLOUR, linearAxis, seriesColour } from "../../drawing/style.js";

const MAX_POINTS = 600;
const PANEL_HEIGHT = 130;
const AXES_HEIGHT = 105;
/** Above the highest value there is room for a line of text. */
const HEADROOM = 1.4;
const TICK_ROOM = 1.15;
/** A budget further above the peak than this would flatten the traces: it is left out. */
const FAR_BUDGET = 2;

type Line = ChartDataset;

interface Scales {
  readonly time: EngineeringScale;
  readonly power: EngineeringScale;
}

/** Time and power with an engineering prefix each; null where no trace was kept. */
export const powerOverTime: FigureKind<RunResult> = {
  describe: "power while one image runs, a panel a subnet",
  draw: ({ subnets: all, config }: RunResult) => {
    const subnets = all.filter((subnet) => subnet.powerTrace.length > 1 && subnet.latencyS > 0);
    if (subnets.length === 0) return null;
    const peakW = Math.max(...subnets.map((subnet) => subnet.peakPowerW));
    const budgetW = config.power.budgetW !== null && config.power.budgetW <= FAR_BUDGET * peakW ? config.power.budgetW : null;
    const highestW = Math.max(peakW, budgetW ?? 0);
    const longestS = Math.max(...subnets.map((subnet) => subnet.latencyS));
    const scales: Scales = { time: engineeringScale([longestS], "s"), power: engineeringScale([highestW], "W") };
    return {
      width: 760,
      height: AXES_HEIGHT + PANEL_HEIGHT * subnets.length,
      configuration: {
        type: "line",
        data: { datasets: subnets.flatMap((subnet, index) => panel(subnet, index, scales, budgetW, longestS)) },
        options: options(subnets, scales, scales.power.toAxis(highestW) * HEADROOM, budgetW !== null),
        plugins: [panelLabels(subnets.map(panelText))],
      },
    };
  },
};

const panelText = ({ name, averagePowerW, peakPowerW }: SubnetResult): string =>
  `${name}: mean ${formatQuantity(averagePowerW, "W", 3)}, peak ${formatQuantity(peakPowerW, "W", 3)}`;

/** The trace, its peak, and the budget where there is one. */
function panel(subnet: SubnetResult, index: number, { time, power }: Scales, budgetW: number | null, longestS: number): Line[] {
  const yAxisID = `y${index}`;
  const colour = seriesColour(index);
  const at = (timeS: number, powerW: number) => ({ x: time.toAxis(timeS), y: power.toAxis(powerW) });
  const level = (label: string, powerW: number, endS: number, look: Partial<Line>): Line => ({
    label, yAxisID, pointRadius: 0, borderWidth: 1.2, data: [0, endS].map((timeS) => at(timeS, powerW)), ...look,
  });
  const points = thinnedTrace(subnet.powerTrace, subnet.latencyS, MAX_POINTS).map(({ timeS, powerW }) => at(timeS, powerW));
  return [
    { label: subnet.name, yAxisID, pointRadius: 0, borderWidth: 1.5, borderColor: colour, stepped: "before", data: points },
    level("peak", subnet.peakPowerW, subnet.latencyS, { borderColor: colour, borderDash: [1.5, 3] }),
    ...(budgetW === null ? [] : [level("budget", budgetW, longestS, { borderColor: COLOURS.black, borderDash: [7, 4] })]),
  ];
}

/** The panels are y axes stacked on each other; all have the same range, so heights compare. */
function options(subnets: readonly SubnetResult[], { time, power }: Scales, axisMax: number, hasBudget: boolean): ChartOptions {
  const axes = subnets.map((_, index) => {
    const axis = linearAxis(`power (${power.unitText})`, true);
    // No tick near the top: it would meet the zero of the panel above.
    const afterBuildTicks = (scale: { ticks: { value: number }[] }): void => {
      scale.ticks = scale.ticks.filter((tick) => tick.value <= axisMax / TICK_ROOM);
    };
    const ticks = { ...axis.ticks, maxTicksLimit: 5 };
    const grid = { ...axis.grid, color: ({ tick }: { tick?: { value: number } }) => (tick?.value === 0 ? COLOURS.black : GRID_COLOUR) };
    const place = { stack: "panels", position: "left", weight: subnets.length - index };
    return [`y${index}`, { ...axis, ticks, grid, afterBuildTicks, ...place, min: 0, max: axisMax }] as const;
  });
  const base = baseOptions();
  const text = `line: mean over short slices of time; dotted: peak${hasBudget ? "; dashed: power budget" : ""}`;
  const legend = { display: true, position: "bottom", text, color: COLOURS.black, font: { family: FONT_FAMILY, size: FONT_SIZE - 2 } };
  return {
    ...base,
    scales: { x: { ...linearAxis(`time (${time.unitText})`, false), min: 0 }, ...Object.fromEntries(axes) },
    plugins: { ...base.plugins, subtitle: legend },
  } as ChartOptions;
}
