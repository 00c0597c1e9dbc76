// Emits the products of Winograd's convolution: at each of the 36 points a small matrix product C = A B, with a tile of
// 4 rows x 8 columns of C in registers (4 x 4 behind the last pair of column groups).
// Outputs: rows are tiles, columns output channels, and the sum runs over input channels. Weight gradients: rows are input channels,
// columns output channels, and the sum runs over tiles. Both read A in the blocks of winograd-tile-kernels.ts, along or across.
import {
  advance, block, branch, branchIf, get, i32, ifElse, load, loop, op, repeat, sequence, set, store, tee, v128,
} from "../../sim/wasm/index.js";
import type { Code, FunctionBuilder, Local, ModuleBuilder } from "../../sim/wasm/index.js";
import { FLOAT_BYTES, VECTOR_BYTES } from "./plane.js";
import { POINTS } from "./winograd-transforms.js";

const SIDE = 4;

/**
 * Parameters of both products, in order; all i32, pointers and strides in bytes. Everything comes in fours: `steps` of 4 terms, groups
 * of 4 rows and of 4 columns. A: blocks of 4x4; B: vectors of 4 columns, a step is 4 of them; C: vectors of 4 columns, a group of
 * rows is 4 of them. aRowBytes: from group of rows to group of rows; aStepBytes: from step to step; and so on.
 */
const PRODUCT_PARAMETERS = [
  "a", "b", "c", "terms", "rowGroups", "columnGroups", "aRowBytes", "aStepBytes", "bColumnBytes", "bStepBytes", "cRowBytes", "cColumnBytes",
  "aPointBytes", "bPointBytes", "cPointBytes",
] as const;
type Parameter = (name: (typeof PRODUCT_PARAMETERS)[number]) => Local;

/** Adds `winogradProducts` (A's blocks hold rows, C is overwritten) and `winogradWeightProducts` (A's blocks hold terms, C is added to). */
export function addWinogradProductsKernels(module: ModuleBuilder): void {
  const parameters = PRODUCT_PARAMETERS.map(() => "i32" as const);
  module.add(
    "winogradProducts", parameters, null, (f) => products(f, { rowBytes: VECTOR_BYTES, termBytes: FLOAT_BYTES, accumulate: false })
  );
  module.add(
    "winogradWeightProducts", parameters, null, (f) => products(f, { rowBytes: FLOAT_BYTES, termBytes: VECTOR_BYTES, accumulate: true })
  );
}

/** How the 16 numbers of a block of A are used, and whether C is added to. */
interface Variant {
  readonly rowBytes: number;
  readonly termBytes: number;
  readonly accumulate: boolean;
}

function products(f: FunctionBuilder, variant: Variant): Code {
  const at: Parameter = (name) => f.parameter(PRODUCT_PARAMETERS.indexOf(name));
  const [point, column, row, left, b, c] = f.localArray("i32", 6) as [Local, Local, Local, Local, Local, Local];
  const tile = new ProductTile(f, at, variant);
  const rows = (columns: 1 | 2): Code => sequence(
    tile.start(c),
    repeat(row, get(at("rowGroups")), tile.code(columns, b)),
    advance(b, op("i32.mul", get(at("bColumnBytes")), i32(columns))),
    advance(c, op("i32.mul", get(at("cColumnBytes")), i32(columns))));
  return repeat(point, i32(POINTS),
    set(b, get(at("b"))),
    set(c, get(at("c"))),
    set(left, op("i32.shr_u", get(at("columnGroups")), i32(1))),
    ifElse(get(left), repeat(column, get(left), rows(2))),
    ifElse(op("i32.and", get(at("columnGroups")), i32(1)), rows(1)),
    advance(at("a"), get(at("aPointBytes"))),
    advance(at("b"), get(at("bPointBytes"))),
    advance(at("c"), get(at("cPointBytes"))));
}

/** The register tile: 4 rows of one or two groups of columns. */
class ProductTile {
  private readonly sums: readonly Local[];
  private readonly vectors: readonly Local[];
  private readonly value: Local;
  private readonly columns: readonly Local[];
  private readonly targets: readonly Local[];
  private readonly from: Local;
  private readonly rowStart: Local;
  private readonly count: Local;

  constructor(f: FunctionBuilder, private readonly at: Parameter, private readonly variant: Variant) {
    this.sums = f.localArray("v128", 2 * SIDE);
    this.vectors = f.localArray("v128", 2);
    this.value = f.local("v128");
    this.columns = f.localArray("i32", 2);
    this.targets = f.localArray("i32", 2);
    [this.from, this.rowStart, this.count] = f.localArray("i32", 3) as [Local, Local, Local];
  }

  /** Before the first row of a group of columns, or two. */
  start(c: Local): Code {
    const [first, second] = this.targets as [Local, Local];
    return sequence(
      set(this.rowStart, get(this.at("a"))),
      set(first, get(c)),
      set(second, op("i32.add", get(c), get(this.at("cColumnBytes")))));
  }

  /** One tile; steps to the next group of rows. */
  code(columns: 1 | 2, b: Local): Code {
    const [first, second] = this.columns as [Local, Local];
    const targets = this.targets.slice(0, columns);
    return sequence(
      ...this.sums.map((sum) => set(sum, v128())),
      set(this.from, get(this.rowStart)),
      set(first, get(b)),
      set(second, op("i32.add", get(b), get(this.at("bColumnBytes")))),
      set(this.count, get(this.at("terms"))),
      block(loop(
        ...Array.from({ length: SIDE }, (_, term) =>
          sequence(this.term(term, columns), branchIf(1, op("i32.eqz", tee(this.count, op("i32.sub", get(this.count), i32(1))))))),
        advance(this.from, get(this.at("aStepBytes"))),
        ...this.columns.slice(0, columns).map((column) => advance(column, get(this.at("bStepBytes")))),
        branch(0),
      )),
      ...targets.flatMap(
        (target, n) => Array.from({ length: SIDE }, (_, row) => this.write(target, this.sums[2 * row + n]!, row * VECTOR_BYTES))
      ),
      advance(this.rowStart, get(this.at("aRowBytes"))),
      ...targets.map((target) => advance(target, get(this.at("cRowBytes")))),
    );
  }

  private term(term: number, columns: 1 | 2): Code {
    const vectors = this.vectors.slice(0, columns);
    const parts = vectors.map((vector, n) => set(vector, load("v128.load", get(this.columns[n]!), term * VECTOR_BYTES)));
    for (let row = 0; row < SIDE; row += 1) {
      parts.push(set(this.value, load("v128.load32_splat", get(this.from), row * this.variant.rowBytes + term * this.variant.termBytes)));
      vectors.forEach((vector, n) => {
        const sum = this.sums[2 * row + n]!;
        parts.push(set(sum, op("f32x4.add", get(sum), op("f32x4.mul", get(vector), get(this.value)))));
      });
    }
    return sequence(...parts);
  }

  private write(target: Local, sum: Local, byte: number): Code {
    const value = this.variant.accumulate ? op("f32x4.add", load("v128.load", get(target), byte), get(sum)) : get(sum);
    return store("v128.store", get(target), value, byte);
  }
}
