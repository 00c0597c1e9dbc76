// Shift-accumulator behind a bit counter: adder, register and a two-way shift per bit, one pipeline stage.
// The carry runs in a prefix tree; leaves out the shift control.

import type { CircuitContext } from "./circuit-context.js";
import { logicBlock, logicCell } from "./logic-cells.js";
import type { LogicCost } from "./logic-cells.js";

/** One accumulator of `bits`; energyJ is one shift and add, latencyS one cycle of its loop. */
export function shiftAccumulator(context: CircuitContext, bits: number): LogicCost {
  const latencyS = adderDelay(context, bits) + logicCell(context, "mux2").latencyS + logicCell(context, "flipFlop").latencyS;
  return logicBlock(context, { fullAdder: bits * context.logic.adder.prefixShare, flipFlop: bits, mux2: bits }, latencyS);
}

/** s of a prefix adder: one sum and log2 of its bits carry levels. */
export function adderDelay(context: CircuitContext, bits: number): number {
  return logicCell(context, "fullAdder").latencyS + Math.ceil(Math.log2(bits)) * logicCell(context, "mux2").latencyS;
}
