// Where to clip a tensor: the magnitude at which clipping and rounding together make the least mean squared error.
// Of a measured histogram, or of values as batch norm makes them: normal, or a rectified half of it.
import { activationSteps } from "./activation-codes.js";

const CANDIDATES = 64;
const FEWEST = 8;

/**
 * The best of 57 clips from `largest` down to an eighth of it.
 * @param bins counts of magnitudes in equal bins of [0, largest]
 * @param levels steps from 0 to the clip
 */
export function bestClip(bins: ArrayLike<number>, largest: number, levels: number): number {
  let [best, bestError] = [largest, Infinity];
  for (let candidate = CANDIDATES; candidate >= FEWEST; candidate -= 1) {
    const clip = (largest * candidate) / CANDIDATES;
    const step = clip / levels;
    let error = 0;
    for (let n = 0; n < bins.length; n += 1) {
      const value = (largest * (n + 0.5)) / bins.length;
      error += bins[n]! * (value > clip ? (value - clip) ** 2 : (step * step) / 12);
    }
    if (error < bestError) [best, bestError] = [clip, error];
  }
  return best;
}

/** Standard deviations that the normal's histogram covers, and its bins. */
const REACH = 6;
const BINS = 768;
const NORMAL_BINS = Float64Array.from({ length: BINS }, (_, n) => Math.exp(-(((REACH * (n + 0.5)) / BINS) ** 2) / 2));

/** Best clip of a tensor known by its mean square, taken as normal, or as a rectified normal (half of its values 0) when unsigned. */
export const normalClip = (meanSquare: number, bits: number, signed: boolean): number =>
  Math.sqrt((signed ? 1 : 2) * meanSquare) * bestClip(NORMAL_BINS, REACH, activationSteps(bits, signed));
