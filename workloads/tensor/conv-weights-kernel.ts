// Emits the backward-weights convolution over a few images: for 4 output and 2 input channels under one tap the eight
// products run over all pixels of all images in registers, and are summed across lanes once at the end.
import {
  advance, branchIf, get, i32, ifElse, load, loop, op, repeat, sequence, set, shuffle32, store, tee, v128,
} from "../../sim/wasm/index.js";
import type { Code, FunctionBuilder, Local, ModuleBuilder } from "../../sim/wasm/index.js";
import { TILE_CHANNELS } from "./conv-kernel.js";
import { FLOAT_BYTES, VECTOR_BYTES } from "./plane.js";

/** Input channels handled together. */
const TILE_INPUTS = 2;

/** Parameters of `convWeights`, in order; all i32, pointers and strides in bytes. */
export const CONV_WEIGHTS_PARAMETERS = [
  "x", "dy", "dw", "table", "taps", "inChannels", "outGroups", "weightGroupBytes", "images", "xImageBytes", "dyImageBytes",
  "rows", "vectors", "xRowBytes", "dyRowBytes", "xPlaneBytes", "dyPlaneBytes",
] as const;
type Parameter = (name: (typeof CONV_WEIGHTS_PARAMETERS)[number]) => Local;

/**
 * Adds `convWeights(...CONV_WEIGHTS_PARAMETERS)`.
 * x: start of the first image's first plane; dy: its first inner output pixel; dw: packed [group][inChannels][taps][4], added to;
 * table: [taps] offsets of the taps; vectors: output width / 4.
 * With an odd number of input channels one plane behind the last is read and ignored.
 */
export function addConvWeightsKernel(module: ModuleBuilder): void {
  module.add("convWeights", CONV_WEIGHTS_PARAMETERS.map(() => "i32"), null, (f) => {
    const at: Parameter = (name) => f.parameter(CONV_WEIGHTS_PARAMETERS.indexOf(name));
    const [group, pair, tap, target, channel, tapBytes] = f.localArray("i32", 6) as [Local, Local, Local, Local, Local, Local];
    const tile = new WeightsTile(f, at, channel, tap, target);
    const pairs = op("i32.shr_u", op("i32.add", get(at("inChannels")), i32(1)), i32(1));
    const secondMissing = op("i32.ge_s", op("i32.add", op("i32.mul", get(pair), i32(2)), i32(1)), get(at("inChannels")));
    return sequence(
      set(tapBytes, op("i32.mul", get(at("taps")), i32(VECTOR_BYTES))),
      repeat(group, get(at("outGroups")),
        set(channel, get(at("x"))),
        set(target, get(at("dw"))),
        repeat(pair, pairs,
          repeat(tap, get(at("taps")), tile.code(secondMissing, tapBytes), advance(target, VECTOR_BYTES)),
          advance(target, get(tapBytes)),
          advance(channel, op("i32.mul", get(at("xPlaneBytes")), i32(TILE_INPUTS)))),
        advance(at("dw"), get(at("weightGroupBytes"))),
        advance(at("dy"), op("i32.mul", get(at("dyPlaneBytes")), i32(TILE_CHANNELS)))));
  });
}

class WeightsTile {
  private readonly sums: readonly Local[];
  private readonly inputs: readonly [Local, Local];
  private readonly gradient: Local;
  private readonly rows: readonly Local[];
  private readonly pixels: readonly Local[];
  private readonly counters: readonly [Local, Local, Local];
  private readonly images: readonly [Local, Local];

  constructor(
    f: FunctionBuilder,
    private readonly at: Parameter,
    private readonly channel: Local,
    private readonly tap: Local,
    private readonly target: Local,
  ) {
    this.sums = f.localArray("v128", TILE_CHANNELS * TILE_INPUTS);
    this.inputs = [f.local("v128"), f.local("v128")];
    this.gradient = f.local("v128");
    this.images = [f.local("i32"), f.local("i32")];
    this.rows = f.localArray("i32", 2);
    this.pixels = f.localArray("i32", TILE_INPUTS + TILE_CHANNELS);
    this.counters = f.localArray("i32", 3) as [Local, Local, Local];
  }

  /** All images of one (4 outputs, 2 inputs, tap), then the sums across lanes into the packed gradient. */
  code(secondMissing: Code, secondBytes: Local): Code {
    const { at } = this;
    const [xImage, dyImage] = this.images;
    const [xRow, dyRow] = this.rows as [Local, Local];
    const tapOffset = load("i32.load", op("i32.add", get(at("table")), op("i32.mul", get(this.tap), i32(FLOAT_BYTES))));
    return sequence(
      ...this.sums.map((sum) => set(sum, v128())),
      set(xImage, op("i32.add", get(this.channel), tapOffset)),
      set(dyImage, get(at("dy"))),
      repeat(this.counters[0], get(at("images")),
        set(xRow, get(xImage)),
        set(dyRow, get(dyImage)),
        repeat(this.counters[1], get(at("rows")), this.row(xRow, dyRow), advance(xRow, get(at("xRowBytes"))), advance(
          dyRow, get(at("dyRowBytes"))
        )),
        advance(xImage, get(at("xImageBytes"))),
        advance(dyImage, get(at("dyImageBytes")))),
      this.addTo(this.sums.filter((_, n) => n % 2 === 0), get(this.target)),
      ifElse(secondMissing, [], this.addTo(this.sums.filter((_, n) => n % 2 === 1), op("i32.add", get(this.target), get(secondBytes)))),
    );
  }

  /** One row of pixels, four at a time, through one pointer a plane. */
  private row(xRow: Local, dyRow: Local): Code {
    const [, , count] = this.counters;
    const [x0, x1, ...dy] = this.pixels as [Local, Local, ...Local[]];
    const next = (pointer: Local, plane: "xPlaneBytes" | "dyPlaneBytes"): Code => op("i32.add", get(pointer), get(this.at(plane)));
    return sequence(
      set(x0, get(xRow)),
      set(x1, next(x0, "xPlaneBytes")),
      ...dy.map((pointer, n) => set(pointer, n === 0 ? get(dyRow) : next(dy[n - 1]!, "dyPlaneBytes"))),
      set(count, get(this.at("vectors"))),
      loop(
        this.products(dy),
        ...this.pixels.map((pointer) => advance(pointer, VECTOR_BYTES)),
        branchIf(0, tee(count, op("i32.sub", get(count), i32(1)))),
      ),
    );
  }

  private products(dy: readonly Local[]): Code {
    const parts = this.inputs.map((input, n) => set(input, load("v128.load", get(this.pixels[n]!))));
    dy.forEach((pointer, c) => {
      parts.push(set(this.gradient, load("v128.load", get(pointer))));
      this.inputs.forEach((input, n) => {
        const sum = this.sums[2 * c + n]!;
        parts.push(set(sum, op("f32x4.add", get(sum), op("f32x4.mul", get(input), get(this.gradient)))));
      });
    });
    return sequence(...parts);
  }

  /** Adds the vector [sum of lanes of s0, s1, s2, s3] to memory. */
  private addTo(sums: readonly Local[], address: Code): Code {
    const [s0, s1, s2, s3] = sums.map((s) => get(s)) as [Code, Code, Code, Code];
    const [low, high] = this.inputs;
    const pairwise = (a: Code, b: Code): Code => op("f32x4.add", shuffle32([0, 4, 1, 5], a, b), shuffle32([2, 6, 3, 7], a, b));
    return sequence(
      set(low, pairwise(s0, s1)),
      set(high, pairwise(s2, s3)),
      set(this.gradient, op("f32x4.add", shuffle32([0, 1, 4, 5], get(low), get(high)), shuffle32([2, 3, 6, 7], get(low), get(high)))),
      store("v128.store", address, op("f32x4.add", load("v128.load", address), get(this.gradient))),
    );
  }
}
