// Area, leakage and energy of one digital unit: per lane an adder for partial sums, a scaling path (offset, multiplier, shift,
// bias, rounding and clamp) and a residual path (multiplier, shift, adder), each stage closed by a register.
// Leaves out the sequencer (controller) and the sum store.
import { adder, multiplier, register, selector, type CircuitContext, type LogicCost } from "../circuit/index.js";
import type { DigitalSpec } from "../spec/chip-spec.js";
import { assumeWhole, type Sourced } from "../provenance/index.js";
import { ConfigError } from "../../sim/errors.js";
import type { ActionCost, UnitCosts } from "../../sim/ledger.js";
import { formatQuantity } from "../../sim/quantity.js";
import type { DigitalAction } from "./digital-acts.js";

export interface DigitalWidths {
  readonly multiplierBits: Sourced;
  readonly residualBits: Sourced;
  readonly resultBits: Sourced;
}

export const DIGITAL_WIDTHS: DigitalWidths = {
  multiplierBits: assumeWhole(
    "16", { low: "12", high: "24" }, "scale factors of 8-bit networks need about 15 bits; 16-bit ones are charged the same"
  ),
  residualBits: assumeWhole("16", { low: "8", high: "16" }, "widest activation"),
  resultBits: assumeWhole("24", { low: "16", high: "32" }, "widest activation with its fraction bits"),
};

/** Actions with circuits of their own; a comparison is a subtraction in the adder of partial sums that writes its register or not. */
type StagedAction = Exclude<DigitalAction, "compare">;

/** Circuits of each action; the circuits of one stage stand between two registers. */
function stagesOf(
  context: CircuitContext, sumBits: number, widths: DigitalWidths,
): Record<StagedAction, readonly (readonly LogicCost[])[]> {
  const [multiplierBits, residualBits, resultBits] = [widths.multiplierBits.value, widths.residualBits.value, widths.resultBits.value];
  const shift = selector(context, resultBits, 2);
  return {
    add: [[adder(context, sumBits), register(context, sumBits)]],
    scale: [
      [adder(context, sumBits), register(context, sumBits)],
      [multiplier(context, sumBits, multiplierBits), register(context, resultBits)],
      [shift, adder(context, resultBits), register(context, resultBits)],
    ],
    residual: [
      [multiplier(context, residualBits, multiplierBits), register(context, resultBits)],
      [shift, adder(context, resultBits), register(context, resultBits)],
    ],
  };
}

const sum = (costs: readonly LogicCost[], of: (cost: LogicCost) => number): number => costs.reduce((total, cost) => total + of(cost), 0);

/**
 * @param sumBits width of a partial sum (the accumulator's)
 * @throws ConfigError when the clock is faster than the slowest stage
 */
export function digitalUnitCosts(
  context: CircuitContext, spec: DigitalSpec, sumBits: number, widths: DigitalWidths = DIGITAL_WIDTHS,
): UnitCosts<DigitalAction> {
  const stages = stagesOf(context, sumBits, widths);
  const slowestS = Math.max(...Object.values(stages).flat().map((stage) => sum(stage, (cost) => cost.latencyS)));
  if (spec.frequencyHz * slowestS > 1) {
    throw new ConfigError({
      path: "chip.digital.frequency",
      message: `the slowest stage of the digital unit takes ${formatQuantity(slowestS, "s")} in this process`,
      found: formatQuantity(spec.frequencyHz, "Hz"),
      allowed: `up to ${formatQuantity(1 / slowestS, "Hz", 3)}`,
    });
  }
  const circuits = (name: StagedAction): LogicCost[] => stages[name].flat();
  const action = (name: StagedAction, per: string): ActionCost =>
    ({ energyJ: sum(circuits(name), (cost) => cost.energyJ), latencyS: 0, per });
  const all = (Object.keys(stages) as StagedAction[]).flatMap(circuits);
  return {
    areaM2: spec.lanes * sum(all, (cost) => cost.areaM2),
    leakageW: spec.lanes * sum(all, (cost) => cost.leakageW),
    actions: { add: action("add", "partial sum"), scale: action("scale", "channel"), residual: action(
      "residual", "channel"
    ), compare: action("add", "value") },
  };
}
