// The few parts of the WebAssembly JavaScript interface that the project uses, typed here because neither
// lib es2023 nor @types/node declares them; and synchronous instantiation of small modules.

/** A WebAssembly linear memory; `buffer` is a SharedArrayBuffer when it was made shared. */
export interface WasmMemory {
  readonly buffer: ArrayBufferLike;
}

/** An exported function: numbers in, number or nothing out (i64 would be bigint; no export uses it). */
export type WasmFunction = (...args: number[]) => number;

interface WebAssemblyInterface {
  Memory: new (descriptor: { initial: number; maximum?: number; shared?: boolean }) => WasmMemory;
  Module: new (bytes: Uint8Array) => object;
  Instance: new (module: object, imports: object) => { readonly exports: Record<string, WasmFunction> };
}

const webAssembly = (globalThis as unknown as { WebAssembly: WebAssemblyInterface }).WebAssembly;

export const WASM_PAGE_BYTES = 65536;

/** A memory has at most 4 GiB: addresses are of 32 bits. */
export const WASM_MOST_PAGES = 2 ** 16;

/** Pages of 64 KiB that hold so many bytes. */
export const pagesFor = (bytes: number): number => Math.ceil(bytes / WASM_PAGE_BYTES);

/** A new memory of fixed size; shared memory can be posted to other threads. */
export function createMemory(pages: number, shared = false): WasmMemory {
  return new webAssembly.Memory(shared ? { initial: pages, maximum: pages, shared } : { initial: pages });
}

/**
 * Compiles and instantiates the bytes of a ModuleBuilder over a memory, synchronously.
 * @throws CompileError or LinkError of the engine when the bytes are invalid or the memory does not match the declared limits
 */
export function instantiate<Name extends string = string>(bytes: Uint8Array, memory: WasmMemory): Record<Name, WasmFunction> {
  const instance = new webAssembly.Instance(new webAssembly.Module(bytes), { env: { memory } });
  return instance.exports;
}
