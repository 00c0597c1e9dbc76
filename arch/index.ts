// Public face of the machine: spec and costs in, timed or interpreted programs out.
export * from "./isa/index.js";
export { BitMemory, type BitGeometry, type DotRequest } from "./bits/bit-memory.js";
export { fromPlanes, planeDot, planeWeight, toPlanes } from "./bits/bit-planes.js";
export { faultless, type ErrorSource } from "./array/error-source.js";
export { SubArrayState } from "./array/sub-array-state.js";
export { ArrayActs } from "./array/array-acts.js";
export { interpret, type MachineState } from "./interpreter/interpreter.js";
export { Chip, truthOf, type ChipOptions } from "./chip/chip.js";
export { chipParts, countedParts } from "./chip/chip-costs.js";
export { floorplanOf, type Rectangle } from "./chip/floorplan.js";
export { CHIP_PRESETS, resolveChip, type ChipPresetName } from "./chip/presets.js";
export type { ChipParts, CountedPart } from "./chip/chip-parts.js";
export * from "./chip/spec.js";
export { INTERCONNECTS, type Interconnect, type InterconnectModel } from "./interconnect/index.js";
export { SENSE_OPERATIONS, type SenseOperation } from "./sense-ops/index.js";
export { CMOS_NODES, listAssumptions, MEMORY_TECHNOLOGIES, type MemoryTechnology } from "./technology/index.js";
export { estimateSubArray, type SubArrayEstimate, type SubArraySpec } from "./circuit/index.js";
