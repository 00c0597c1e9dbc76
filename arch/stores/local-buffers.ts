// The small stores beside and behind each sub-array, as SRAM: the row buffer that windows arrive in, the sum buffer that sums
// leave from, and the digital unit's store where they wait for those of the other tiles. Their delays hide behind the link
// (word by word) and the array's write and sense cycles, so their actions take no time of their own.
import type { ActionCost, UnitCosts } from "../../sim/ledger.js";
import type { ArraySpec } from "../spec/chip-spec.js";
import { estimateSram, type CircuitContext } from "../circuit/index.js";

export type StoreAction = "read" | "write";

/** Widest activation of the instruction set: the row buffer has room for it. */
const ELEMENT_BITS = 16;

function store(
  context: CircuitContext, capacityBits: number, widthBits: number, per: string, accessesPerAction: number,
): UnitCosts<StoreAction> {
  const sram = estimateSram(context, { capacityBits, widthBits });
  const cost = (accessJ: number): ActionCost => ({ energyJ: accessJ * accessesPerAction, latencyS: 0, per });
  return {
    areaM2: sram.costs.areaM2, leakageW: sram.costs.leakageW, actions: { read: cost(sram.readEnergyJ), write: cost(sram.writeEnergyJ) },
  };
}

/** `windows` windows of one element a column; actions are per bit. */
export const rowBufferCosts = (context: CircuitContext, array: ArraySpec, windows: number): UnitCosts<StoreAction> =>
  store(context, windows * array.columns * ELEMENT_BITS, array.columns, "bit", 1 / array.columns);

/** `sets` sets of sums of the accumulator's width; actions are per sum. */
export const sumBufferCosts = (context: CircuitContext, array: ArraySpec, sets: number): UnitCosts<StoreAction> =>
  store(context, sets * array.sumsPerSet * array.accumulatorBits, array.accumulatorBits, "sum", 1);

/** One set for every sub-array of the chip, at the digital units; actions are per sum. */
export const sumStoreCosts = (context: CircuitContext, array: ArraySpec, subArrays: number): UnitCosts<StoreAction> =>
  store(context, subArrays * array.sumsPerSet * array.accumulatorBits, array.accumulatorBits, "sum", 1);
