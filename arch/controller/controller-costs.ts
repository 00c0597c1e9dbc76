// The controller to first order: a sequencer of registers and adders that issues one instruction at a time.
// Leaves out its program memory: programs keep their loops and are small.
import { logicBlock, type CircuitContext } from "../circuit/index.js";
import { assumeWhole, type Sourced } from "../provenance/index.js";
import type { UnitCosts } from "../../sim/ledger.js";
import type { ControllerAction } from "../chip/chip-parts.js";

export interface ControllerCard {
  readonly registerBits: Sourced;
  readonly adderBits: Sourced;
}

export const CONTROLLER: ControllerCard = {
  registerBits: assumeWhole("512", { low: "256", high: "2048" }, "loop counters, address generators and instruction registers of an accelerator sequencer"),
  adderBits: assumeWhole("128", { low: "64", high: "512" }, "address and loop arithmetic done for one instruction"),
};

export function controllerCosts(context: CircuitContext, { registerBits, adderBits }: ControllerCard = CONTROLLER): UnitCosts<ControllerAction> {
  const block = logicBlock(context, { flipFlop: registerBits.value, fullAdder: adderBits.value, mux2: registerBits.value }, 0);
  return { areaM2: block.areaM2, leakageW: block.leakageW, actions: { issue: { energyJ: block.energyJ, latencyS: 0, per: "instruction" } } };
}
