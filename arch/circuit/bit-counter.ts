// Bit counter (population count) of n columns: a tree of full and half adders with a register at its end, one pipeline stage.
// Leaves out registers inside the tree: a wide counter may take longer than a sensing cycle, and then sets the pace.

import type { CircuitContext } from "./circuit-context.js";
import { logicBlock, logicCell } from "./logic-cells.js";
import type { LogicCost } from "./logic-cells.js";

/** Adders of a tree that counts `inputs` bits: 3 bits of a weight become 1 of it and 1 of the next (W&H ch. 11). */
export function counterAdders(inputs: number): { readonly fullAdders: number; readonly halfAdders: number } {
  let [fullAdders, halfAdders, bits] = [0, 0, inputs];
  while (bits > 1) {
    const full = Math.floor((bits - 1) / 2);
    const half = bits - 2 * full === 2 ? 1 : 0;
    fullAdders += full;
    halfAdders += half;
    bits = full + half;
  }
  return { fullAdders, halfAdders };
}

/** Bits of a count from 0 to `inputs`. */
export function countBits(inputs: number): number {
  return Math.ceil(Math.log2(inputs + 1));
}

/** One counter of `inputs` columns; energyJ is one count of all of them. */
export function bitCounter(context: CircuitContext, inputs: number): LogicCost {
  const bits = countBits(inputs);
  const { fullAdders, halfAdders } = counterAdders(inputs);
  const depth = Math.max(bits - 1, 2 * bits - 3);
  const latencyS = depth * logicCell(context, "fullAdder").latencyS + logicCell(context, "flipFlop").latencyS;
  return logicBlock(context, { fullAdder: fullAdders, halfAdder: halfAdders, flipFlop: bits }, latencyS);
}
