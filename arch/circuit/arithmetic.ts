// Adders, multipliers and registers of a digital unit, from standard-cell counts. Each is one pipeline stage of its own latency.
// Leaves out clock trees and control.

import type { CircuitContext } from "./circuit-context.js";
import { logicBlock, logicCell } from "./logic-cells.js";
import type { LogicCost } from "./logic-cells.js";
import { adderDelay } from "./shift-accumulator.js";

/** Prefix adder of two `bits`-bit numbers; also a subtractor or a comparator. */
export function adder(context: CircuitContext, bits: number): LogicCost {
  return logicBlock(context, { fullAdder: bits * context.logic.adder.prefixShare }, adderDelay(context, bits));
}

/** Array multiplier reduced as a carry-save tree, closed by a prefix adder (W&H ch. 11). */
export function multiplier(context: CircuitContext, bitsA: number, bitsB: number): LogicCost {
  const [wide, narrow] = [Math.max(bitsA, bitsB), Math.min(bitsA, bitsB)];
  const carrySave = wide * Math.max(0, narrow - 2);
  const closing = wide * context.logic.adder.prefixShare;
  // Every carry-save level turns three rows into two.
  const levels = Math.ceil(Math.log(Math.max(2, narrow) / 2) / Math.log(1.5));
  const latencyS = logicCell(context, "nand2").latencyS + levels * logicCell(context, "fullAdder").latencyS
    + adderDelay(context, wide + narrow);
  return logicBlock(context, { nand2: wide * narrow, fullAdder: carrySave + closing }, latencyS);
}

/** `bits` flip-flops; energyJ is one clock with random data, latencyS set-up and clock to output. */
export function register(context: CircuitContext, bits: number): LogicCost {
  return logicBlock(context, { flipFlop: bits }, logicCell(context, "flipFlop").latencyS);
}

/** Chooses one of `ways` words of `bits` bits. */
export function selector(context: CircuitContext, bits: number, ways: number): LogicCost {
  const levels = Math.ceil(Math.log2(Math.max(2, ways)));
  return logicBlock(context, { mux2: bits * Math.max(1, ways - 1) }, levels * logicCell(context, "mux2").latencyS);
}
