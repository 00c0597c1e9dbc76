// The memory technologies. To add one: write its file and name it in MEMORY_TECHNOLOGIES.

import type { MemoryTechnology } from "./cells/index.js";
import { dram1t1c } from "./dram-1t1c.js";
import { reram } from "./reram.js";
import { sotMram } from "./sot-mram.js";
import { sotMram22nm } from "./sot-mram-22nm.js";
import { sram6t } from "./sram-6t.js";
import { sttMram } from "./stt-mram.js";

export const MEMORY_TECHNOLOGIES = {
  "sot-mram": sotMram,
  "sot-mram-22nm": sotMram22nm,
  "stt-mram": sttMram,
  reram,
  "sram-6t": sram6t,
  "dram-1t1c": dram1t1c,
} as const satisfies Record<string, MemoryTechnology>;

export { CELL_KINDS, junctionResistances, kindOf } from "./cells/index.js";
export type {
  CellKindName, Junction, MemoryTechnology, MtjTechnology, ResistiveTechnology, ResistiveWrite, SensedKind, SensedTechnology, Switching,
  TechnologyOf, WriteAct, WriteElement, WriteEnergy,
} from "./cells/index.js";
export type { CellValues } from "./cell-values.js";
export { enduranceWrites, resolveCell, sensedTechnology, sensingOf } from "./cell-values.js";
export * from "./magnetism.js";
export * from "./cmos/index.js";
