// Learned step size (LSQ: Esser et al., ICLR 2020) of weights w = s clamp(round(w / s)): the first step, and the gradients of w and s.
// For {-1, +1} the code is the sign, which no weight clips.
import { weightCodes } from "../codes/fixed-point.js";

/** 2 mean|w| / sqrt(largest code), of every output channel or of all; the mean magnitude itself for one bit. */
export function firstSteps(weights: Float32Array, steps: Float32Array, bits: number): void {
  const group = weights.length / steps.length;
  const factor = bits === 1 ? 1 : 2 / Math.sqrt(weightCodes(bits).max);
  for (let n = 0; n < steps.length; n += 1) {
    const mean = weights.subarray(n * group, (n + 1) * group).reduce((sum, value) => sum + Math.abs(value), 0) / group;
    steps[n] = mean === 0 ? 1 : factor * mean;
  }
}

/**
 * Adds dL/ds to the steps' gradient, scaled by 1 / sqrt(weights x largest code) as published, and clears dL/dw where w is clipped.
 * @param gradient dL by the rounded weights; comes out as dL by the weights  @param weights before rounding
 */
export function learnedStepGradient(
  gradient: Float32Array, stepGradient: Float32Array, weights: Float32Array, steps: ArrayLike<number>, bits: number,
): void {
  const { min, max } = weightCodes(bits);
  const group = weights.length / steps.length;
  const scale = 1 / Math.sqrt(group * max);
  for (let step = 0; step < steps.length; step += 1) {
    let sum = 0;
    for (let n = step * group; n < (step + 1) * group; n += 1) {
      const ratio = weights[n]! / steps[step]!;
      const isClipped = bits > 1 && (ratio <= min || ratio >= max);
      sum += gradient[n]! * slopeOf(ratio, bits, min, max);
      if (isClipped) gradient[n] = 0;
    }
    stepGradient[step]! += scale * sum;
  }
}

/** d(rounded weight) / d(step), with the rounding taken as straight through. */
function slopeOf(ratio: number, bits: number, min: number, max: number): number {
  if (bits === 1) return ratio < 0 ? -1 : 1;
  return ratio <= min ? min : ratio >= max ? max : Math.round(ratio) - ratio;
}
