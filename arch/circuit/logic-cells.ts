// Synthesised logic to first order: areas of a 45 nm standard-cell library scaled with F squared, switched capacitance and
// leakage as a number of minimum inverters. Leaves out placement: blocks state their utilisation.

import type { LogicCellName } from "./circuit-cards.js";
import { perContext } from "./circuit-context.js";
import type { CircuitContext } from "./circuit-context.js";
import { unitInverter } from "./gate.js";
import { onResistance, transconductance } from "./transistor.js";

export interface LogicCost {
  readonly areaM2: number;
  readonly leakageW: number;
  /** Once, at the activity of its kind. */
  readonly energyJ: number;
  readonly latencyS: number;
}

/** One cell of the library in a process. */
export const logicCell = perContext((context, name: LogicCellName): LogicCost => {
  const { process, logic } = context;
  const card = logic.cells[name];
  const unit = unitInverter(context);
  const activity = name === "flipFlop" ? logic.register : logic.combinational;
  const switchedF = card.inverters * (unit.inputCapF + unit.outputCapF);
  return {
    areaM2: card.areaM2 * (process.featureSizeM / logic.librarySizeM) ** 2,
    // One of the two devices of each pair leaks.
    leakageW: (card.inverters * unit.leakageW) / 2,
    energyJ: activity * switchedF * process.vddV ** 2,
    latencyS: card.fanOutOfFours * fanOutOfFour(context),
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
    areaM2: total((cost) => cost.areaM2) / context.logic.utilisation,
    leakageW: total((cost) => cost.leakageW),
    energyJ: total((cost) => cost.energyJ),
    latencyS,
  };
}
