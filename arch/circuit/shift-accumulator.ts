// Shift-accumulator behind a bit counter: adder, register and a two-way shift per bit, one pipeline stage.
// The carry runs in a prefix tree; leaves out the shift control.

import { assume } from "../technology/index.js";
import type { CircuitContext } from "./circuit-context.js";
import { logicBlock, logicCell } from "./logic-cells.js";
import type { LogicCost } from "./logic-cells.js";

export const ADDER = {
  /** Full-adder equivalents per bit of a prefix adder. */
  prefixShare: assume("1.5", { low: "1", high: "2" }, "a ripple adder has one; sparse prefix trees need about half more"),
} as const;

export function shiftAccumulator(context: CircuitContext, bits: number): LogicCost {
  const latencyS = adderDelay(context, bits) + logicCell(context, "mux2").latencyS + logicCell(context, "flipFlop").latencyS;
  return logicBlock(context, { fullAdder: bits * ADDER.prefixShare.value, flipFlop: bits, mux2: bits }, latencyS);
}

/** s of a prefix adder: one sum and log2 of its bits carry levels. */
export function adderDelay(context: CircuitContext, bits: number): number {
  return logicCell(context, "fullAdder").latencyS + Math.ceil(Math.log2(bits)) * logicCell(context, "mux2").latencyS;
}
