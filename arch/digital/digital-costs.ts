// Area, leakage and energy of one digital unit: per lane an adder for partial sums, a multiplier with its shift and clamp, and
// an adder for the residual, each followed by a register. Leaves out the sequencer (controller).
import { adder, multiplier, register, selector, type CircuitContext, type LogicCost } from "../circuit/index.js";
import { assume } from "../technology/index.js";
import type { ActionCost, UnitCosts } from "../../sim/ledger.js";
import type { DigitalAction } from "./digital-acts.js";

export const DIGITAL_WIDTHS = {
  multiplierBits: assume("16", { low: "12", high: "24" }, "scale factors of 8-bit networks need about 15 bits; 16-bit ones are charged the same"),
  residualBits: assume("24", { low: "16", high: "32" }, "aligned residual with its fraction bits"),
} as const;

/** @param sumBits width of a partial sum (the accumulator's) */
export function digitalUnitCosts(context: CircuitContext, lanes: number, sumBits: number): UnitCosts<DigitalAction> {
  const multiplierBits = DIGITAL_WIDTHS.multiplierBits.value;
  const residualBits = DIGITAL_WIDTHS.residualBits.value;
  const stages: Record<DigitalAction, readonly LogicCost[]> = {
    add: [adder(context, sumBits), register(context, sumBits)],
    scale: [multiplier(context, sumBits, multiplierBits), selector(context, residualBits, 2), register(context, residualBits)],
    residual: [selector(context, residualBits, 2), adder(context, residualBits), register(context, residualBits)],
  };
  const sum = (costs: readonly LogicCost[], of: (cost: LogicCost) => number): number => costs.reduce((total, cost) => total + of(cost), 0);
  const all = Object.values(stages).flat();
  const action = (name: DigitalAction, per: string): ActionCost => ({ energyJ: sum(stages[name], (cost) => cost.energyJ), latencyS: 0, per });
  return {
    areaM2: lanes * sum(all, (cost) => cost.areaM2),
    leakageW: lanes * sum(all, (cost) => cost.leakageW),
    actions: { add: action("add", "partial sum"), scale: action("scale", "channel"), residual: action("residual", "channel") },
  };
}
