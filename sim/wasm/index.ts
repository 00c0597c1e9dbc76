// A tiny WebAssembly assembler: module builder, instruction pieces, instantiation. Knows nothing of memories or networks.
export * from "./code.js";
export { call, FunctionBuilder, ModuleBuilder } from "./module-builder.js";
export type { MemoryLimits } from "./module-builder.js";
export type { Code, ValueType } from "./encoding.js";
export type { LaneOp, LoadOp, PlainOp, StoreOp } from "./opcodes.js";
export { createMemory, instantiate, pagesFor, WASM_MOST_PAGES, WASM_PAGE_BYTES } from "./instantiate.js";
export type { WasmFunction, WasmMemory } from "./instantiate.js";
