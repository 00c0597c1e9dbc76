// Emits the forward convolution of one image: a tile of 4 channels x 8 pixels of outputs stays in registers while every
// (input channel, tap) passes by, read straight from the bordered planes through a table of byte offsets (an implicit
// im2col, nothing is copied). The backward-data convolution is the same kernel over transposed, flipped weights.
// The inner loop is deliberately one tap long: longer bodies leave the processor's decoded-instruction cache (45 GFLOP/s
// against 23 with nine taps unrolled, measured).
import { advance, branchIf, get, i32, ifElse, load, loop, op, repeat, sequence, set, store, tee, v128 } from "../../sim/wasm/index.js";
import type { Code, FunctionBuilder, Local, ModuleBuilder } from "../../sim/wasm/index.js";
import { FLOAT_BYTES, VECTOR_BYTES } from "./plane.js";

/** Output channels computed together; packed weights are [group of 4][term][4]. */
export const TILE_CHANNELS = 4;
const STEP_BYTES = 2 * VECTOR_BYTES;

/** Parameters of `conv`, in order; all i32, pointers and strides in bytes. */
export const CONV_PARAMETERS = [
  "x", "weights", "y", "table", "terms", "outGroups", "weightGroupBytes",
  "rows", "steps", "xRowBytes", "yRowBytes", "yPlaneBytes", "accumulate",
] as const;

/**
 * Adds `conv(...CONV_PARAMETERS)` for one image.
 * x: start of the image's first plane; weights: packed [outGroups][terms][4], groups weightGroupBytes apart; y: first inner
 * pixel of the image's first output plane; table: [terms] offsets from x of each term's pixel for output (0, 0);
 * steps: output width / 8; accumulate: 1 adds to y, 0 overwrites it.
 */
export function addConvKernel(module: ModuleBuilder): void {
  module.add("conv", CONV_PARAMETERS.map(() => "i32"), null, (f) => {
    const at = (name: (typeof CONV_PARAMETERS)[number]): Local => f.parameter(CONV_PARAMETERS.indexOf(name));
    const [group, row, step, inputRow, outputRow, input, output] = f.localArray("i32", 7) as [
      Local, Local, Local, Local, Local, Local, Local,
    ];
    const tile = new ConvTile(f, at, input, output);
    return repeat(group, get(at("outGroups")),
      set(inputRow, get(at("x"))),
      set(outputRow, get(at("y"))),
      repeat(row, get(at("rows")),
        set(input, get(inputRow)),
        set(output, get(outputRow)),
        repeat(step, get(at("steps")), tile.code(), advance(input, STEP_BYTES), advance(output, STEP_BYTES)),
        advance(inputRow, get(at("xRowBytes"))),
        advance(outputRow, get(at("yRowBytes")))),
      advance(at("weights"), get(at("weightGroupBytes"))),
      advance(at("y"), op("i32.mul", get(at("yPlaneBytes")), i32(TILE_CHANNELS))));
  });
}

/** The register tile: its locals and the code that fills and stores it. */
class ConvTile {
  private readonly sums: readonly Local[];
  private readonly pixels: readonly [Local, Local];
  private readonly weight: Local;
  private readonly pointers: readonly [Local, Local, Local, Local, Local];

  constructor(
    f: FunctionBuilder,
    private readonly at: (name: (typeof CONV_PARAMETERS)[number]) => Local,
    private readonly input: Local,
    private readonly output: Local,
  ) {
    this.sums = f.localArray("v128", TILE_CHANNELS * 2);
    this.pixels = [f.local("v128"), f.local("v128")];
    this.weight = f.local("v128");
    this.pointers = f.localArray("i32", 5) as [Local, Local, Local, Local, Local];
  }

  code(): Code {
    const [from, weights, offset, count] = this.pointers;
    const loadSums = this.forEachPlane((sum, target, byte) => set(sum, load("v128.load", get(target), byte)));
    return sequence(
      ifElse(get(this.at("accumulate")), loadSums, sequence(...this.sums.map((sum) => set(sum, v128())))),
      set(weights, get(this.at("weights"))),
      set(offset, get(this.at("table"))),
      set(count, get(this.at("terms"))),
      loop(
        set(from, op("i32.add", get(this.input), load("i32.load", get(offset)))),
        this.products(from, weights),
        advance(offset, FLOAT_BYTES),
        advance(weights, TILE_CHANNELS * FLOAT_BYTES),
        branchIf(0, tee(count, op("i32.sub", get(count), i32(1)))),
      ),
      this.forEachPlane((sum, target, byte) => store("v128.store", get(target), get(sum), byte)),
    );
  }

  /** One term: 8 pixels times 4 weights into the 8 sums. */
  private products(from: Local, weights: Local): Code {
    const parts = this.pixels.map((p, half) => set(p, load("v128.load", get(from), half * VECTOR_BYTES)));
    for (let c = 0; c < TILE_CHANNELS; c += 1) {
      parts.push(set(this.weight, load("v128.load32_splat", get(weights), c * FLOAT_BYTES)));
      this.pixels.forEach((pixel, half) => {
        const sum = this.sums[2 * c + half]!;
        parts.push(set(sum, op("f32x4.add", get(sum), op("f32x4.mul", get(pixel), get(this.weight)))));
      });
    }
    return sequence(...parts);
  }

  private forEachPlane(code: (sum: Local, target: Local, byte: number) => Code): Code {
    const target = this.pointers[4];
    const parts = [set(target, get(this.output))];
    this.sums.forEach((sum, n) => {
      if (n % 2 === 0 && n > 0) parts.push(advance(target, get(this.at("yPlaneBytes"))));
      parts.push(code(sum, target, (n % 2) * VECTOR_BYTES));
    });
    return sequence(...parts);
  }
}
