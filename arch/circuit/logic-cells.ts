// Synthesised logic to first order: areas of a 45 nm standard-cell library scaled with F squared, switched capacitance and
// leakage as a number of minimum inverters. Leaves out placement: blocks state their utilisation.

import { assume, cite } from "../technology/index.js";
import type { Sourced } from "../technology/index.js";
import { perContext } from "./circuit-context.js";
import type { CircuitContext } from "./circuit-context.js";
import { unitInverter } from "./gate.js";
import { onResistance, transconductance } from "./transistor.js";

interface LogicCellCard {
  /** At 45 nm. */
  readonly areaM2: Sourced;
  /** Minimum inverters with the same switched capacitance and leakage. */
  readonly inverters: Sourced;
  /** From input to slowest output, in fan-out-of-four delays. */
  readonly fanOutOfFours: Sourced;
}

const LIBRARY = "nangate-45";
const COUNT = "transistor pairs of the usual circuit";
const DELAY = "usual figure of a static CMOS cell under a light load";

export const LOGIC_CELLS = {
  nand2: {
    areaM2: cite("0.798 um^2", LIBRARY, "NAND2_X1"),
    inverters: assume("2", { low: "1.5", high: "3" }, COUNT),
    fanOutOfFours: assume("1.2", { low: "1", high: "1.5" }, DELAY),
  },
  mux2: {
    areaM2: cite("1.862 um^2", LIBRARY, "MUX2_X1"),
    inverters: assume("5", { low: "3", high: "6" }, COUNT),
    fanOutOfFours: assume("1.5", { low: "1", high: "2" }, DELAY),
  },
  halfAdder: {
    areaM2: cite("2.66 um^2", LIBRARY, "HA_X1"),
    inverters: assume("7", { low: "5", high: "9" }, COUNT),
    fanOutOfFours: assume("1.8", { low: "1.5", high: "2.5" }, DELAY),
  },
  fullAdder: {
    areaM2: cite("4.256 um^2", LIBRARY, "FA_X1"),
    inverters: assume("14", { low: "12", high: "16" }, "28-transistor mirror adder"),
    fanOutOfFours: assume("2.25", { low: "2", high: "2.5" }, "sum output of a mirror adder; its carry takes 1.5 to 2"),
  },
  flipFlop: {
    areaM2: cite("4.522 um^2", LIBRARY, "DFF_X1"),
    inverters: assume("11", { low: "10", high: "12" }, "20 to 24 transistors"),
    fanOutOfFours: assume("3", { low: "2", high: "4" }, "set-up plus clock to output"),
  },
} as const satisfies Record<string, LogicCellCard>;

export type LogicCellName = keyof typeof LOGIC_CELLS;

export const LOGIC_ACTIVITY = {
  /** Share of the switched capacitance that toggles in one operation. */
  combinational: assume("0.25", { low: "0.1", high: "0.5" }, "random operands; glitches push it up, correlated data down"),
  /** A register's clock pin toggles always, its data half of the time. */
  register: assume("0.5", { low: "0.3", high: "0.8" }, "clock pin plus random data"),
  /** Cell area over placed area. */
  utilisation: assume("0.75", { low: "0.7", high: "0.85" }, "usual for blocks of a few thousand cells"),
} as const;

const LIBRARY_FEATURE_SIZE_M = cite("45 nm", LIBRARY, "node").value;

export interface LogicCost {
  readonly areaM2: number;
  readonly leakageW: number;
  /** Once, at the activity of its kind. */
  readonly energyJ: number;
  readonly latencyS: number;
}

/** One cell of the library in a process. */
export const logicCell = perContext((context, name: LogicCellName): LogicCost => {
  const card = LOGIC_CELLS[name];
  const { process } = context;
  const unit = unitInverter(context);
  const activity = name === "flipFlop" ? LOGIC_ACTIVITY.register : LOGIC_ACTIVITY.combinational;
  const switchedF = card.inverters.value * (unit.inputCapF + unit.outputCapF);
  return {
    areaM2: card.areaM2.value * (process.featureSizeM / LIBRARY_FEATURE_SIZE_M) ** 2,
    // One of the two devices of each pair leaks.
    leakageW: (card.inverters.value * unit.leakageW) / 2,
    energyJ: activity.value * switchedF * process.vddV ** 2,
    latencyS: card.fanOutOfFours.value * fanOutOfFour(context),
  };
});

/** s of an inverter that drives four copies of itself with the slope such inverters hand on (Horowitz solved for t = 0.5 / s). */
export function fanOutOfFour(context: CircuitContext): number {
  const { process } = context;
  const unit = unitInverter(context);
  const resistanceOhm = onResistance(process, unit.nmosM, "n");
  const gain = 1 / (resistanceOhm * transconductance(process, unit.nmosM, "n"));
  const tauS = resistanceOhm * (unit.outputCapF + 4 * unit.inputCapF);
  return tauS * (gain + Math.sqrt(gain * gain + Math.LN2 ** 2));
}

/** Cells side by side that act once together, the slowest deciding; area includes the white space of placement. */
export function logicBlock(context: CircuitContext, cells: Readonly<Partial<Record<LogicCellName, number>>>, latencyS: number): LogicCost {
  const counted = (Object.entries(cells) as [LogicCellName, number][]).map(([name, count]) => ({ count, cost: logicCell(context, name) }));
  const total = (figure: (cost: LogicCost) => number): number => counted.reduce((sum, { count, cost }) => sum + count * figure(cost), 0);
  return {
    areaM2: total((cost) => cost.areaM2) / LOGIC_ACTIVITY.utilisation.value,
    leakageW: total((cost) => cost.leakageW),
    energyJ: total((cost) => cost.energyJ),
    latencyS,
  };
}
