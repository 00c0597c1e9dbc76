// Logic at each sense amplifier that joins the decisions of several references into an operation's output.

import { SENSE_OPERATIONS } from "../sense-ops/index.js";
import type { SenseOperationName } from "../sense-ops/index.js";
import type { CircuitContext } from "./circuit-context.js";
import { nand } from "./gate.js";
import type { LogicCost } from "./logic-cells.js";
import { fanOutOfFour } from "./logic-cells.js";

/** Of one sense amplifier that can do `operations`; the gates of each are built side by side, pitch-matched. */
export function joiningGates(context: CircuitContext, operations: readonly SenseOperationName[]): LogicCost {
  const gates = operations.reduce((total, name) => total + SENSE_OPERATIONS[name].extraGates, 0);
  const one = nand(context, 2);
  return {
    areaM2: gates * one.widthM * one.heightM,
    leakageW: gates * one.leakageW,
    energyJ: 0,
    latencyS: gates === 0 ? 0 : fanOutOfFour(context),
  };
}
