// What a layer is given when the model is built: the plans, and memory of its own.
import type { Arena } from "../tensor/arena.js";
import type { WasmMemory } from "../../sim/wasm/index.js";
import type { StoragePlan } from "./storage-plan.js";
import type { WeightPacking } from "../nn/packing.js";

export interface Site {
  readonly plan: StoragePlan;
  readonly packing: WeightPacking;
  readonly memory: WasmMemory;
  /** For scratch memory of this thread. */
  readonly arena: Arena;
  /** Of this thread, shared by its convolutions; see `winogradBufferBytes`. */
  readonly winogradBuffer: number;
  /** Images of a block at most. */
  readonly images: number;
}
