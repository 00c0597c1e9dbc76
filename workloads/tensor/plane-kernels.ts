// Emits the elementwise kernels over one channel of a block of images: batch-normalisation sums and application, residual
// addition with rectifier, and their backward passes. All walk inner pixels only, so borders stay zero.
// A rectifier is a threshold argument: 0 rectifies, -Infinity does not.
import { advance, branchIf, get, i32, load, loop, op, repeat, sequence, set, shuffle32, store, tee, v128 } from "../../sim/wasm/index.js";
import type { Code, FunctionBuilder, Local, ModuleBuilder } from "../../sim/wasm/index.js";
import { VECTOR_BYTES } from "./plane.js";

/** The walk's i32 parameters, after the operands' pointers (to their first inner pixel) and image strides in bytes. */
const WALK = ["images", "rows", "vectors", "rowBytes"] as const;

/** Walks images, rows and vectors of several operands at once; the operands share rowBytes. */
class PlaneWalk {
  readonly pixels: readonly Local[];
  private readonly rows: readonly Local[];
  private readonly images: readonly Local[];
  private readonly counters: readonly [Local, Local, Local];

  /** Parameters are [pointer, imageBytes] of each operand, then WALK, then whatever the kernel adds. */
  constructor(private readonly f: FunctionBuilder, readonly operands: number) {
    this.images = f.localArray("i32", operands);
    this.rows = f.localArray("i32", operands);
    this.pixels = f.localArray("i32", operands);
    this.counters = f.localArray("i32", 3) as [Local, Local, Local];
  }

  /** The kernel's own n-th parameter behind the walk's. */
  extra(n: number): Local {
    return this.f.parameter(2 * this.operands + WALK.length + n);
  }

  load(operand: number): Code {
    return load("v128.load", get(this.pixels[operand]!));
  }

  store(operand: number, value: Code): Code {
    return store("v128.store", get(this.pixels[operand]!), value);
  }

  code(body: Code, beforeImage: Code = [], afterImage: Code = []): Code {
    const walk = (n: number): Local => this.f.parameter(2 * this.operands + n);
    const copy = (to: readonly Local[], from: readonly Local[]): Code => sequence(...to.map((local, n) => set(local, get(from[n]!))));
    const step = (locals: readonly Local[], by: (n: number) => Code): Code => sequence(...locals.map((local, n) => advance(local, by(n))));
    const [imageCount, rowCount, vectorCount] = this.counters;
    return sequence(
      copy(this.images, this.images.map((_, n) => this.f.parameter(2 * n))),
      repeat(imageCount, get(walk(0)),
        beforeImage,
        copy(this.rows, this.images),
        repeat(rowCount, get(walk(1)),
          copy(this.pixels, this.rows),
          set(vectorCount, get(walk(2))),
          loop(body, step(this.pixels, () => i32(VECTOR_BYTES)), branchIf(0, tee(vectorCount, op("i32.sub", get(vectorCount), i32(1))))),
          step(this.rows, () => get(walk(3)))),
        afterImage,
        step(this.images, (n) => get(this.f.parameter(2 * n + 1)))),
    );
  }
}

function addWalk(
  module: ModuleBuilder, name: string, operands: number, extras: readonly ("i32" | "f32")[],
  write: (walk: PlaneWalk, f: FunctionBuilder) => Code,
): void {
  const types = [...new Array<"i32">(2 * operands + WALK.length).fill("i32"), ...extras];
  module.add(name, types, null, (f) => write(new PlaneWalk(f, operands), f));
}

/** Sums of two vectors a pixel, added in float32 within an image and in float64 across images. */
class DoubleSums {
  readonly inner: readonly [Local, Local];
  private readonly totals: readonly [Local, Local];

  constructor(f: FunctionBuilder) {
    this.inner = [f.local("v128"), f.local("v128")];
    this.totals = [f.local("v128"), f.local("v128")];
  }

  add(n: 0 | 1, value: Code): Code {
    return set(this.inner[n], op("f32x4.add", get(this.inner[n]), value));
  }

  clear(): Code {
    return sequence(...this.inner.map((local) => set(local, v128())));
  }

  collect(): Code {
    return sequence(...this.totals.map((total, n) => {
      const sum = get(this.inner[n]!);
      const pairs = op("f64x2.add", op("f64x2.promote_low_f32x4", sum), op("f64x2.promote_low_f32x4", shuffle32([2, 3, 2, 3], sum, sum)));
      return set(total, op("f64x2.add", get(total), pairs));
    }));
  }

  /** Writes the two totals as two pairs of float64. */
  write(address: Code): Code {
    return sequence(...this.totals.map((total, n) => store("v128.store", address, get(total), n * VECTOR_BYTES)));
  }
}

/** All elementwise kernels; `Kernels` says what their arguments are. */
export function addPlaneKernels(module: ModuleBuilder): void {
  addForwardKernels(module);
  addBackwardKernels(module);
  addRoundingKernels(module);
}

function addForwardKernels(module: ModuleBuilder): void {
  addWalk(module, "sums", 1, ["i32"], (walk, f) => {
    const [sums, x] = [new DoubleSums(f), f.local("v128")];
    const body = sequence(set(x, walk.load(0)), sums.add(0, get(x)), sums.add(1, op("f32x4.mul", get(x), get(x))));
    return sequence(walk.code(body, sums.clear(), sums.collect()), sums.write(get(walk.extra(0))));
  });
  addWalk(module, "scaleShift", 2, ["f32", "f32", "f32"], (walk, f) => {
    const [scale, shift, floor] = f.localArray("v128", 3);
    const value = op("f32x4.add", op("f32x4.mul", walk.load(0), get(scale!)), get(shift!));
    return sequence(setSplats([scale!, shift!, floor!], walk), walk.code(walk.store(1, op("f32x4.pmax", value, get(floor!)))));
  });
  addWalk(module, "addRectify", 2, ["f32"], (walk, f) => {
    const [floor] = f.localArray("v128", 1);
    const value = op("f32x4.add", walk.load(1), walk.load(0));
    return sequence(setSplats([floor!], walk), walk.code(walk.store(1, op("f32x4.pmax", value, get(floor!)))));
  });
  addWalk(module, "rectify", 1, ["f32"], (walk, f) => {
    const [floor] = f.localArray("v128", 1);
    return sequence(setSplats([floor!], walk), walk.code(walk.store(0, op("f32x4.pmax", walk.load(0), get(floor!)))));
  });
}

function addBackwardKernels(module: ModuleBuilder): void {
  addWalk(module, "maskSums", 3, ["f32", "i32"], (walk, f) => {
    const [sums, gradient] = [new DoubleSums(f), f.local("v128")];
    const [threshold] = f.localArray("v128", 1);
    const masked = op("v128.and", walk.load(0), op("f32x4.gt", walk.load(1), get(threshold!)));
    const body = sequence(set(gradient, masked), walk.store(0, get(gradient)), sums.add(0, get(gradient)), sums.add(
      1, op("f32x4.mul", get(gradient), walk.load(2))
    ));
    return sequence(setSplats([threshold!], walk), walk.code(body, sums.clear(), sums.collect()), sums.write(get(walk.extra(1))));
  });
  addWalk(module, "combine", 2, ["f32", "f32", "f32"], (walk, f) => {
    const [a, b, c] = f.localArray("v128", 3);
    const value = op("f32x4.add", op("f32x4.add", op("f32x4.mul", walk.load(0), get(a!)), op("f32x4.mul", walk.load(1), get(b!))), get(c!));
    return sequence(setSplats([a!, b!, c!], walk), walk.code(walk.store(0, value)));
  });
  addWalk(module, "mask", 2, ["f32"], (walk, f) => {
    const [threshold] = f.localArray("v128", 1);
    return sequence(
      setSplats([threshold!], walk), walk.code(walk.store(0, op("v128.and", walk.load(0), op("f32x4.gt", walk.load(1), get(threshold!)))))
    );
  });
  addWalk(module, "copy", 2, [], (walk) => walk.code(walk.store(1, walk.load(0))));
}

/** Rounding of activations to codes, and what its gradient lets through. */
function addRoundingKernels(module: ModuleBuilder): void {
  addWalk(module, "quantise", 2, ["f32", "f32", "f32", "f32"], (walk, f) => {
    const [inverse, scale, low, high] = f.localArray("v128", 4);
    const x = f.local("v128");
    const code = op("f32x4.pmin", op("f32x4.pmax", op("f32x4.nearest", op("f32x4.mul", get(x), get(inverse!))), get(low!)), get(high!));
    const body = sequence(set(x, walk.load(0)), walk.store(1, get(x)), walk.store(0, op("f32x4.mul", code, get(scale!))));
    return sequence(setSplats([inverse!, scale!, low!, high!], walk), walk.code(body));
  });
  addWalk(module, "passClipped", 2, ["f32", "f32", "i32"], (walk, f) => {
    const [sums, gradient, x] = [new DoubleSums(f), f.local("v128"), f.local("v128")];
    const [low, high] = f.localArray("v128", 2);
    const [isHigh, isLow] = [op("f32x4.ge", get(x), get(high!)), op("f32x4.le", get(x), get(low!))];
    const body = sequence(
      set(gradient, walk.load(0)), set(x, walk.load(1)),
      sums.add(0, op("v128.and", get(gradient), isHigh)), sums.add(1, op("v128.and", get(gradient), isLow)),
      walk.store(0, op("v128.andnot", op("v128.andnot", get(gradient), isHigh), isLow)));
    return sequence(setSplats([low!, high!], walk), walk.code(body, sums.clear(), sums.collect()), sums.write(get(walk.extra(2))));
  });
}

function setSplats(locals: readonly Local[], walk: PlaneWalk): Code {
  return sequence(...locals.map((local, n) => set(local, op("f32x4.splat", get(walk.extra(n))))));
}
