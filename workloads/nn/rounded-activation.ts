// Activations as the integer network will have them: clipped and rounded to codes, then floats again (a value exactly between two codes may
// go to the even one, where the integer network takes the upper). Straight-through: the gradient passes where nothing was clipped. The clip
// is a tensor of the parameter vector, 0 while it is not known yet: then nothing is rounded. Learned clips get the gradient of PACT (Choi
// et al., 2018). Else, and while it is 0, a clip's slot of the gradient vector takes the mean square of the whole tensor, from which the
// clip is estimated.
import { activationCodes, activationSteps } from "../codes/activation-codes.js";
import type { ActivationFormat } from "../codes/bits.js";
import type { Subnet } from "../nets/index.js";
import { parameter } from "../passes/layer.js";
import type { Pass } from "../passes/layer.js";
import { tensorNames } from "../passes/tensor-names.js";
import type { TensorDeclaration } from "./parameters.js";

export type ClipSource = "observed" | "learned";

/** Plain data, so that other threads can be told. */
export interface ActivationRounding {
  readonly tensors: readonly ActivationFormat[];
  readonly clips: ClipSource;
}

/** One clip of every tensor and subnet; learned ones decay like weights, as published. */
export const clipTensors = ({ tensors, clips }: ActivationRounding, subnets: readonly Subnet[]): TensorDeclaration[] =>
  subnets.flatMap(
    (subnet) => tensors.map(({ tensor }) => ({ name: tensorNames.clip(tensor, subnet), shape: [1], decayed: clips === "learned" }))
  );

/** Rounds a feature map to its codes in place; the gradient passes where nothing was clipped. */
export class RoundedActivation {
  private readonly codes: { readonly min: number; readonly max: number };
  private readonly steps: number;
  /** The vectors of the forward under way, before rounding. */
  private wholeVector = new Float32Array(0);

  /** @param whole byte address for the feature map before rounding; null for a vector */
  constructor(private readonly format: ActivationFormat, private readonly clips: ClipSource, private readonly whole: number | null) {
    this.codes = activationCodes(format.bits, format.signed);
    this.steps = activationSteps(format.bits, format.signed);
  }

  forward(pass: Pass): void {
    const { tensor } = this.format;
    const clip = this.clip(pass);
    if (this.whole === null) this.roundVector(pass.vector(tensor), clip);
    else this.roundFeature(pass, this.whole, clip);
  }

  /** Masks the tensor's gradient, and gives the clip its own. */
  backward(pass: Pass): void {
    const clip = this.clip(pass);
    const { low, high } = this.bounds(clip);
    const {
      above, below, squares, count,
    } = this.whole === null ? this.passVector(pass, low, high) : this.passFeature(pass, this.whole, low, high, clip);
    const slot = parameter(pass.gradients, tensorNames.clip(this.format.tensor, pass.subnet));
    if (this.observes(clip)) slot[0] = squares / count;
    else slot[0]! += ((this.isClipped(clip) ? above : 0) * this.codes.max + (this.format.signed ? below * this.codes.min : 0)) / this.steps;
  }

  /** Is it the clip that keeps values down, and not the rectifier's own bound? */
  private isClipped(clip: number): boolean {
    return (clip * this.codes.max) / this.steps <= (this.format.most ?? Infinity);
  }

  private observes(clip: number): boolean {
    return this.clips === "observed" || clip === 0;
  }

  private clip(pass: Pass): number {
    return parameter(pass.parameters, tensorNames.clip(this.format.tensor, pass.subnet))[0]!;
  }

  /** Gradients pass between them. A mean is never negative, and may be 0 without a rectifier having made it so. */
  private bounds(clip: number): { low: number; high: number } {
    const { signed, rectified, most = Infinity } = this.format;
    const step = clip / this.steps;
    const bound = (code: number): number => (clip === 0 ? Math.sign(code) * Infinity : code * step);
    const high = clip === 0 ? Infinity : bound(this.codes.max);
    return { low: signed ? bound(this.codes.min) : rectified ? 0 : -Infinity, high: Math.min(high, most) };
  }

  private roundFeature(pass: Pass, whole: number, clip: number): void {
    const x = pass.feature(this.format.tensor);
    const kept = { ...x, address: whole };
    for (let c = 0; c < x.channels; c += 1) {
      if (clip === 0) pass.kernels.copy(x, kept, c, pass.images);
      else pass.kernels.quantise(x, kept, c, pass.images, clip / this.steps, this.codes.min, this.codes.max);
    }
  }

  private roundVector(x: Float32Array, clip: number): void {
    this.wholeVector = x.slice();
    if (clip === 0) return;
    const { min, max } = this.codes;
    const step = clip / this.steps;
    for (let n = 0; n < x.length; n += 1) x[n] = step * Math.max(min, Math.min(max, Math.round(x[n]! / step)));
  }

  private passFeature(pass: Pass, whole: number, low: number, high: number, clip: number): Passed {
    const d = pass.gradient(this.format.tensor);
    const x = { ...d, address: whole };
    const passed = { above: 0, below: 0, squares: 0, count: pass.images * d.channels * d.shape.height * d.shape.width };
    for (let c = 0; c < d.channels; c += 1) {
      const [above, below] = pass.kernels.passClipped(d, x, c, pass.images, low, high);
      passed.above += above;
      passed.below += below;
      if (this.observes(clip)) passed.squares += pass.kernels.sums(x, c, pass.images)[1];
    }
    return passed;
  }

  private passVector(pass: Pass, low: number, high: number): Passed {
    const d = pass.vectorGradient(this.format.tensor);
    const passed = { above: 0, below: 0, squares: 0, count: d.length };
    this.wholeVector.forEach((value, n) => {
      passed.squares += value * value;
      if (value >= high) passed.above += d[n]!;
      else if (value <= low) passed.below += d[n]!;
      else return;
      d[n] = 0;
    });
    return passed;
  }
}

interface Passed {
  /** Sums of the gradient where the tensor was clipped. */
  above: number;
  below: number;
  squares: number;
  readonly count: number;
}
