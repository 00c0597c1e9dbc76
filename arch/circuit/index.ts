// Public face of the circuit models: the sub-array estimator and the pieces other units cost themselves with.

export { estimateSubArray, estimateSubArrayOfCell } from "./sub-array.js";
export type {
  AreaPart, EnergyPart, LatencyPart, LeakagePart, OperationEstimate,
  SubArrayAction, SubArrayEstimate, SubArrayOperation, SubArrayOptions, SubArraySpec,
} from "./sub-array-estimate.js";
export { circuitContext } from "./circuit-context.js";
export type { CircuitContext } from "./circuit-context.js";
export { CONVENTIONS } from "./conventions/index.js";
export type { Conventions, ConventionsName } from "./conventions/index.js";
export type { LogicCost } from "./logic-cells.js";
export { bitCounter, countBits } from "./bit-counter.js";
export { shiftAccumulator } from "./shift-accumulator.js";
export { adder, multiplier, register, selector } from "./arithmetic.js";
export { estimateHTree } from "./h-tree.js";
export type { HTreeEstimate, HTreeSpec } from "./h-tree.js";
export { repeatedWire } from "./repeated-wire.js";
export type { RepeatedWire } from "./repeated-wire.js";
export { estimateSram } from "./sram-buffer.js";
export type { SramEstimate, SramSpec } from "./sram-buffer.js";
export { circuitCards } from "./circuit-cards.js";
export type { CircuitCards, LogicCellName } from "./circuit-cards.js";
export { fanOutOfFour, logicBlock, logicCell } from "./logic-cells.js";
