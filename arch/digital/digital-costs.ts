// Area, leakage and energy of one digital unit from standard cells: per lane an adder for partial sums, a multiplier with
// its shift and clamp, and an adder for the residual, each followed by registers. Leaves out the sequencer (controller).
import { ADDER } from "../circuit/shift-accumulator.js";
import type { CircuitContext } from "../circuit/index.js";
import { logicBlock } from "../circuit/logic-cells.js";
import { assume } from "../technology/index.js";
import type { UnitCosts } from "../../sim/ledger.js";
import type { DigitalAction } from "./digital-acts.js";

export const DIGITAL_WIDTHS = {
  multiplierBits: assume("16", { low: "12", high: "24" }, "scale factors of 8-bit networks need about 15 bits; wider ones take two passes in the same hardware class"),
  residualBits: assume("24", { low: "16", high: "32" }, "aligned residual with its fraction bits"),
} as const;

/** An array multiplier of a x b bits is a x b full adders (W&H ch. 11). */
const multiplierCells = (a: number, b: number): { fullAdder: number; flipFlop: number } => ({ fullAdder: a * b, flipFlop: a + b });

/** @param sumBits width of a partial sum (the accumulator's) */
export function digitalUnitCosts(context: CircuitContext, lanes: number, sumBits: number): UnitCosts<DigitalAction> {
  const multiplierBits = DIGITAL_WIDTHS.multiplierBits.value;
  const residualBits = DIGITAL_WIDTHS.residualBits.value;
  const blocks = {
    add: logicBlock(context, { fullAdder: sumBits * ADDER.prefixShare.value, flipFlop: sumBits }, 0),
    scale: logicBlock(context, { ...multiplierCells(sumBits, multiplierBits), mux2: residualBits }, 0),
    residual: logicBlock(context, { fullAdder: residualBits * ADDER.prefixShare.value, flipFlop: residualBits, mux2: residualBits }, 0),
  };
  const all = Object.values(blocks);
  return {
    areaM2: lanes * all.reduce((sum, block) => sum + block.areaM2, 0),
    leakageW: lanes * all.reduce((sum, block) => sum + block.leakageW, 0),
    actions: {
      add: { energyJ: blocks.add.energyJ, latencyS: 0, per: "partial sum" },
      scale: { energyJ: blocks.scale.energyJ, latencyS: 0, per: "channel" },
      residual: { energyJ: blocks.residual.energyJ, latencyS: 0, per: "channel" },
    },
  };
}
