// Emits a plain matrix product over packed panels: 4 rows x 8 columns of the result stay in registers. The convolutions do
// not need it (they read their terms in place); it serves dense layers of any size and the benchmark against the machine's limit.
import { advance, branchIf, get, i32, load, loop, op, repeat, sequence, set, store, tee, v128 } from "../../sim/wasm/index.js";
import type { Code, Local, ModuleBuilder } from "../../sim/wasm/index.js";
import { FLOAT_BYTES, VECTOR_BYTES } from "./plane.js";

const ROWS = 4;
const COLUMNS = 8;

/**
 * Adds `matrix(a, b, c, k, rowGroups, columnGroups, cRowBytes)`: C = A B.
 * a: [rowGroups][k][4], b: [columnGroups][k][8], c: row-major, 4 rowGroups x 8 columnGroups, rows cRowBytes apart.
 */
export function addMatrixKernel(module: ModuleBuilder): void {
  module.add("matrix", new Array<"i32">(7).fill("i32"), null, (f) => {
    const [a, b, c, k, rowGroups, columnGroups, cRowBytes] = Array.from({ length: 7 }, (_, n) => f.parameter(n)) as [Local, Local, Local, Local, Local, Local, Local];
    const [row, column, count, pa, pb, target, aPanel] = f.localArray("i32", 7) as [Local, Local, Local, Local, Local, Local, Local];
    const sums = f.localArray("v128", ROWS * 2);
    const columns = f.localArray("v128", 2);
    const value = f.local("v128");
    const product: Code[] = columns.map((v, half) => set(v, load("v128.load", get(pb), half * VECTOR_BYTES)));
    for (let r = 0; r < ROWS; r += 1) {
      product.push(set(value, load("v128.load32_splat", get(pa), r * FLOAT_BYTES)));
      columns.forEach((v, half) => product.push(set(sums[2 * r + half]!, op("f32x4.add", get(sums[2 * r + half]!), op("f32x4.mul", get(v), get(value))))));
    }
    const tile = sequence(
      ...sums.map((sum) => set(sum, v128())),
      set(pa, get(aPanel)),
      set(count, get(k)),
      loop(...product, advance(pa, ROWS * FLOAT_BYTES), advance(pb, COLUMNS * FLOAT_BYTES), branchIf(0, tee(count, op("i32.sub", get(count), i32(1))))),
      ...sums.flatMap((sum, n) => [
        ...(n % 2 === 0 ? (n === 0 ? [set(target, op("i32.add", get(c), op("i32.mul", get(column), i32(COLUMNS * FLOAT_BYTES))))] : [advance(target, get(cRowBytes))]) : []),
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
