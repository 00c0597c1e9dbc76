// Emits the passes of Winograd's convolution over weights: U = G g G^T before a step, and dg = G^T dU G behind a block. Four output
// channels lie in the lanes, as in the packed weights of the direct kernel. For the formulas see winograd-transforms.ts.
import { advance, get, i32, load, op, repeat, sequence, set, store } from "../../sim/wasm/index.js";
import type { Code, FunctionBuilder, Local, ModuleBuilder } from "../../sim/wasm/index.js";
import { VECTOR_BYTES } from "./plane.js";
import { POINT_SIDE, TAP_SIDE, TRANSFORM_TEMPORARIES, weightGradientTransform, weightTransform } from "./winograd-transforms.js";

/** Parameters of both passes; all i32. kernels: 3x3 kernels of four outputs each; pointBytes: from point to point of the transformed. */
const WEIGHT_PARAMETERS = ["weights", "transformed", "kernels", "pointBytes", "scratch"] as const;
/** Bytes in which the passes keep a kernel transformed in one direction. */
export const WEIGHT_SCRATCH_BYTES = TAP_SIDE * POINT_SIDE * VECTOR_BYTES;

/**
 * Adds `winogradWeights`, from packed weights [kernel][9][4] to [36 points, column by column][kernel][4], and
 * `winogradWeightGradients`, its adjoint, which adds to packed gradients.
 */
export function addWinogradWeightsKernels(module: ModuleBuilder): void {
  const parameters = WEIGHT_PARAMETERS.map(() => "i32" as const);
  module.add("winogradWeights", parameters, null, (f) => new WeightKernel(f).toPoints());
  module.add("winogradWeightGradients", parameters, null, (f) => new WeightKernel(f).toTaps());
}

class WeightKernel {
  private readonly values: readonly Local[];
  private readonly temporaries: readonly Local[];
  private readonly taps: Local;
  private readonly point: Local;
  private readonly scratch: Local;

  constructor(private readonly f: FunctionBuilder) {
    this.values = f.localArray("v128", POINT_SIDE);
    this.temporaries = f.localArray("v128", TRANSFORM_TEMPORARIES);
    [this.taps, this.point, this.scratch] = f.localArray("i32", 3) as [Local, Local, Local];
  }

  /** Rows of taps first, then the columns of points. */
  toPoints(): Code {
    const nextTaps = advance(this.taps, TAP_SIDE * VECTOR_BYTES);
    const transform = weightTransform.code(this.values, this.temporaries);
    return this.forEachKernel(
      this.lines(
        TAP_SIDE, this.read(TAP_SIDE, this.taps), transform, this.write(POINT_SIDE, TAP_SIDE), nextTaps, advance(this.scratch, VECTOR_BYTES)
      ),
      this.lines(POINT_SIDE, this.read(TAP_SIDE, this.scratch), transform, this.points(
        POINT_SIDE, (value) => store("v128.store", get(this.point), get(value))
      ), advance(this.scratch, TAP_SIDE * VECTOR_BYTES)));
  }

  /** Columns of points first, then the rows of taps. */
  toTaps(): Code {
    const transform = weightGradientTransform.code(this.values, this.temporaries);
    const addTaps = this.values.slice(0, TAP_SIDE).map((value, n) =>
      store(
        "v128.store", get(this.taps), op("f32x4.add", load("v128.load", get(this.taps), n * VECTOR_BYTES), get(value)), n * VECTOR_BYTES
      ));
    return this.forEachKernel(
      this.lines(POINT_SIDE, this.points(POINT_SIDE, (value) => set(value, load("v128.load", get(this.point)))), transform, this.write(
        TAP_SIDE, POINT_SIDE
      ), advance(this.scratch, VECTOR_BYTES)),
      this.lines(TAP_SIDE, this.read(POINT_SIDE, this.scratch), transform, ...addTaps, advance(this.taps, TAP_SIDE * VECTOR_BYTES), advance(
        this.scratch, POINT_SIDE * VECTOR_BYTES
      )));
  }

  private at(name: (typeof WEIGHT_PARAMETERS)[number]): Local {
    return this.f.parameter(WEIGHT_PARAMETERS.indexOf(name));
  }

  private forEachKernel(...passes: readonly Code[]): Code {
    return sequence(
      set(this.taps, get(this.at("weights"))),
      repeat(this.f.local("i32"), get(this.at("kernels")),
        set(this.point, get(this.at("transformed"))),
        ...passes,
        advance(this.at("transformed"), VECTOR_BYTES)),
    );
  }

  private lines(count: number, ...body: readonly Code[]): Code {
    return sequence(set(this.scratch, get(this.at("scratch"))), repeat(this.f.local("i32"), i32(count), ...body));
  }

  private read(count: number, from: Local): Code {
    return sequence(...this.values.slice(0, count).map((value, n) => set(value, load("v128.load", get(from), n * VECTOR_BYTES))));
  }

  /** Writes a line down a column of the scratch. */
  private write(count: number, lines: number): Code {
    return sequence(
      ...this.values.slice(0, count).map((value, n) => store("v128.store", get(this.scratch), get(value), n * lines * VECTOR_BYTES))
    );
  }

  private points(count: number, code: (value: Local) => Code): Code {
    return sequence(...this.values.slice(0, count).map((value) => sequence(code(value), advance(this.point, get(this.at("pointBytes"))))));
  }
}
