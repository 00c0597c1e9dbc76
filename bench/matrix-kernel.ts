// A plain matrix product over packed panels: 4 rows x 8 columns of the result stay in registers. What one core can do at best in
// WebAssembly, for the trainer's kernels to be held against (they read their terms in place and do not need it).
import {
  advance, branchIf, get, i32, instantiate, load, loop, ModuleBuilder, op, repeat, sequence, set, store, tee, v128,
} from "../sim/wasm/index.js";
import type { Code, Local, MemoryLimits, WasmMemory } from "../sim/wasm/index.js";
import { FLOAT_BYTES, VECTOR_BYTES } from "../workloads/tensor/plane.js";

const ROWS = 4;
const COLUMNS = 8;

export type MatrixKernel = (a: number, b: number, c: number, k: number, rowGroups: number, columnGroups: number, cRowBytes: number) => void;

/** The kernel over a memory; addresses and cRowBytes are bytes. See addMatrixKernel for the layouts. */
export function matrixKernel(memory: WasmMemory, limits: MemoryLimits): MatrixKernel {
  const module = new ModuleBuilder(limits);
  addMatrixKernel(module);
  return instantiate<"matrix">(module.toBytes(), memory).matrix;
}

/**
 * Adds `matrix(a, b, c, k, rowGroups, columnGroups, cRowBytes)`: C = A B.
 * a: [rowGroups][k][4], b: [columnGroups][k][8], c: row-major, 4 rowGroups x 8 columnGroups, rows cRowBytes apart.
 */
function addMatrixKernel(module: ModuleBuilder): void {
  module.add("matrix", new Array<"i32">(7).fill("i32"), null, (f) => {
    const [a, b, c, k, rowGroups, columnGroups, cRowBytes] = Array.from({ length: 7 }, (_, n) => f.parameter(n)) as [
      Local, Local, Local, Local, Local, Local, Local,
    ];
    const [row, column, count, pa, pb, target, aPanel] = f.localArray("i32", 7) as [Local, Local, Local, Local, Local, Local, Local];
    const sums = f.localArray("v128", ROWS * 2);
    const columns = f.localArray("v128", 2);
    const value = f.local("v128");
    const product: Code[] = columns.map((v, half) => set(v, load("v128.load", get(pb), half * VECTOR_BYTES)));
    for (let r = 0; r < ROWS; r += 1) {
      product.push(set(value, load("v128.load32_splat", get(pa), r * FLOAT_BYTES)));
      columns.forEach(
        (v, half) => product.push(set(sums[2 * r + half]!, op("f32x4.add", get(sums[2 * r + half]!), op("f32x4.mul", get(v), get(value)))))
      );
    }
    const tile = sequence(
      ...sums.map((sum) => set(sum, v128())),
      set(pa, get(aPanel)),
      set(count, get(k)),
      loop(...product, advance(pa, ROWS * FLOAT_BYTES), advance(pb, COLUMNS * FLOAT_BYTES), branchIf(
        0, tee(count, op("i32.sub", get(count), i32(1)))
      )),
      ...sums.flatMap((sum, n) => [
        ...(n % 2 === 0 ? (n === 0 ? [set(target, op("i32.add", get(c), op("i32.mul", get(column), i32(COLUMNS * FLOAT_BYTES))))] : [
          advance(target, get(cRowBytes)),
        ]) : []),
        store("v128.store", get(target), get(sum), (n % 2) * VECTOR_BYTES),
      ]),
    );
    return sequence(
      set(aPanel, get(a)),
      repeat(row, get(rowGroups),
        set(pb, get(b)),
        repeat(column, get(columnGroups), tile),
        advance(aPanel, op("i32.mul", get(k), i32(ROWS * FLOAT_BYTES))),
        advance(c, op("i32.mul", get(cRowBytes), i32(ROWS)))));
  });
}
