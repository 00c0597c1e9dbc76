// The bits of all sub-arrays in one WASM memory: rows of packed columns, 32 columns a word, column 0 the lowest bit.
// Knows rows and planes, not what they mean. bit-planes.ts holds the naive versions that tests compare with.
import { createMemory, instantiate, pagesFor, WASM_PAGE_BYTES, type WasmFunction } from "../../sim/wasm/index.js";
import { bitKernelModule, type BitKernelName } from "./kernel-module.js";

const VECTOR_COLUMNS = 128;
const MAX_CHANNELS_BYTES = 8;

/** Geometry shared by every sub-array of a chip. */
export interface BitGeometry {
  readonly rows: number;
  readonly columns: number;
}

/** Operands of one AND-accumulate over a run of weight rows. */
export interface DotRequest {
  /** First weight row. */
  readonly weightRow: number;
  readonly channels: number;
  readonly weightBits: number;
  readonly weightSigned: boolean;
  readonly inputRow: number;
  readonly inputBits: number;
  readonly inputSigned: boolean;
  /** Columns that take part, from column 0. */
  readonly columns: number;
}

/** Bit storage for `count` sub-arrays and the kernels that work on it. */
export class BitMemory {
  readonly #kernels: Record<BitKernelName, WasmFunction>;
  readonly #rowBytes: number;
  readonly #arrayBytes: number;
  readonly #valuesAt: number;
  readonly #sumsAt: number;
  readonly #onesAt: number;
  readonly #words: Uint32Array;
  /** Where packPlanes takes its values from: 16-bit words, two's complement. */
  readonly values: Uint16Array;
  readonly #sums: Float64Array;
  readonly #ones: Int32Array;

  /** @param count arrays of this geometry. Throws what WebAssembly throws for more than its memory */
  constructor(
    readonly geometry: BitGeometry,
    readonly count: number,
  ) {
    this.#rowBytes = Math.ceil(geometry.columns / VECTOR_COLUMNS) * (VECTOR_COLUMNS / 8);
    this.#arrayBytes = this.#rowBytes * geometry.rows;
    this.#valuesAt = this.#arrayBytes * count;
    const valueBytes = this.#rowBytes * 8 * 2;
    this.#sumsAt = this.#valuesAt + valueBytes;
    this.#onesAt = this.#sumsAt + geometry.rows * MAX_CHANNELS_BYTES;
    const pages = pagesFor(this.#onesAt + 4);
    const memory = createMemory(pages);
    this.#kernels = instantiate<BitKernelName>(bitKernelModule(pages), memory);
    this.#words = new Uint32Array(memory.buffer, 0, (pages * WASM_PAGE_BYTES) / 4);
    this.values = new Uint16Array(memory.buffer, this.#valuesAt, valueBytes / 2);
    this.#sums = new Float64Array(memory.buffer, this.#sumsAt, geometry.rows);
    this.#ones = new Int32Array(memory.buffer, this.#onesAt, 1);
  }

  /** The words of one row; writing to them writes the row. */
  row(array: number, row: number): Uint32Array {
    const start = this.#address(array, row) / 4;
    return this.#words.subarray(start, start + this.#rowBytes / 4);
  }

  /** One bit. */
  bit(array: number, row: number, column: number): number {
    return (this.#words[this.#address(array, row) / 4 + (column >> 5)]! >>> (column & 31)) & 1;
  }

  /**
   * Pack the first `columns` of `values` into rows [row, row + planes); columns beyond them read as zero from now on
   * (the column mask of the bit counter). @returns the number of ones written
   */
  packPlanes(array: number, row: number, planes: number, columns: number): number {
    this.values.fill(0, columns);
    return this.#kernels.packPlanes(this.#valuesAt, this.#address(array, row), this.#rowBytes, this.#rowBytes, planes);
  }

  /** sums[c] for each channel and the number of ones sensed; the array is reused by the next call. */
  andAccumulate(array: number, request: DotRequest): { readonly sums: Float64Array; readonly ones: number } {
    this.#ones[0] = 0;
    if (request.channels > 0) {
      this.#kernels.andAccumulate(
        this.#address(array, request.weightRow), this.#address(array, request.inputRow), this.#rowBytes,
        Math.ceil(request.columns / VECTOR_COLUMNS), request.channels, request.weightBits, request.inputBits,
        Number(request.weightSigned), Number(request.inputSigned), this.#sumsAt, this.#onesAt,
      );
    }
    return { sums: this.#sums.subarray(0, request.channels), ones: this.#ones[0] };
  }

  #address(array: number, row: number): number {
    if (array < 0 || array >= this.count || row < 0 || row >= this.geometry.rows) {
      throw new RangeError(`row ${row} of sub-array ${array} is outside ${this.count} x ${this.geometry.rows}`);
    }
    return array * this.#arrayBytes + row * this.#rowBytes;
  }
}
