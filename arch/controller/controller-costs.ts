// The controller to first order: a sequencer of registers and adders that issues one instruction at a time.
// Leaves out its program memory: programs keep their loops and are small.
import { logicBlock, type CircuitContext } from "../circuit/index.js";
import { assumeWhole, type Sourced } from "../provenance/index.js";
import type { UnitCosts } from "../../sim/ledger.js";

/** issue: one instruction decoded and sent to its agent. */
export type ControllerAction = "issue";

export interface ControllerCard {
  readonly registerBits: Sourced;
  readonly adderBits: Sourced;
}

export const CONTROLLER: ControllerCard = {
  registerBits: assumeWhole(
    "512", { low: "256", high: "2048" }, "loop counters, address generators and instruction registers of an accelerator sequencer"
  ),
  adderBits: assumeWhole("128", { low: "64", high: "512" }, "address and loop arithmetic done for one instruction"),
};

/** Area [m2], leakage [W] and energy of one issue [J] of the controller. */
export function controllerCosts(context: CircuitContext, card: ControllerCard = CONTROLLER): UnitCosts<ControllerAction> {
  const { registerBits, adderBits } = card;
  const block = logicBlock(context, { flipFlop: registerBits.value, fullAdder: adderBits.value, mux2: registerBits.value }, 0);
  return {
    areaM2: block.areaM2, leakageW: block.leakageW, actions: { issue: { energyJ: block.energyJ, latencyS: 0, per: "instruction" } },
  };
}
