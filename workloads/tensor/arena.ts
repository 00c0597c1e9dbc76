// Bump allocation of WebAssembly memory: everything is laid out once when a model is built, nothing is freed.
import type { WasmMemory } from "../../sim/wasm/index.js";

const ALIGNMENT = 64;

/** Hands out byte addresses, cache-line aligned; also used without a memory to measure a layout beforehand. */
export class Arena {
  private next: number;

  constructor(start = 0) {
    this.next = Math.ceil(start / ALIGNMENT) * ALIGNMENT;
  }

  /** Address of `bytes` fresh bytes. */
  allocate(bytes: number): number {
    const address = this.next;
    this.next += Math.ceil(bytes / ALIGNMENT) * ALIGNMENT;
    return address;
  }

  floats(count: number): number {
    return this.allocate(4 * count);
  }

  /** First byte not handed out. */
  get end(): number {
    return this.next;
  }
}

/** `count` float32 values at a byte address. */
export const floatsAt = (memory: WasmMemory, address: number, count: number): Float32Array =>
  new Float32Array(memory.buffer, address, count);
/** `count` int32 values at a byte address. */
export const intsAt = (memory: WasmMemory, address: number, count: number): Int32Array => new Int32Array(memory.buffer, address, count);
