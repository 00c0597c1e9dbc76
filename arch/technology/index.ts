// The memory technologies. To add one: write its file and name it in MEMORY_TECHNOLOGIES.

import type { MemoryTechnology } from "./memory-technology.js";
import { sotMram } from "./sot-mram.js";
import { sotMram22nm } from "./sot-mram-22nm.js";
import { sttMram } from "./stt-mram.js";

export const MEMORY_TECHNOLOGIES = {
  "sot-mram": sotMram,
  "sot-mram-22nm": sotMram22nm,
  "stt-mram": sttMram,
} as const satisfies Record<string, MemoryTechnology>;

export type { DeviceCard, Junction, MemoryTechnology, Switching, WriteElement, WriteEnergy } from "./memory-technology.js";
export type { CellValues } from "./cell-values.js";
export { junctionResistances, resolveCell } from "./cell-values.js";
export * from "./magnetism.js";
export * from "./cmos/index.js";
