// Pixels as the model was trained on them (value / 255, minus a mean and over a deviation per channel) expressed by the one scalar pair
// that our inputs have: the deviations go into the first convolution's weights; the means become weights of one more input plane,
// constant inside the image and zero in the padding, because only inside the image is there a mean to subtract.
import { ConfigError } from "../../sim/errors.js";
import type { Normalisation } from "../data/index.js";
import type { Affine } from "./feature.js";

/** In units of value / 255, per channel. */
export interface PixelStatistics {
  readonly mean: readonly number[];
  readonly deviation: readonly number[];
}

/** What most published models take: the statistics of ImageNet. */
export const IMAGENET_PIXELS: PixelStatistics = { mean: [0.485, 0.456, 0.406], deviation: [0.229, 0.224, 0.225] };

const LARGEST_PIXEL = 255;

const average = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** @throws ConfigError when there is not one usable value a channel */
export function checkPixels({ mean, deviation }: PixelStatistics, channels: number): void {
  const check = (path: string, values: readonly number[], isPossible: (value: number) => boolean, allowed: string): void => {
    if (values.length === channels && values.every((value) => Number.isFinite(value) && isPossible(value))) return;
    throw new ConfigError({ path, message: "not a value for every channel", found: values.join(","), allowed });
  };
  check("--mean", mean, (value) => value >= 0 && value <= 1, `${channels} numbers 0 to 1, e.g. ${IMAGENET_PIXELS.mean.join(",")}`);
  check("--std", deviation, (value) => value > 0, `${channels} numbers above 0, e.g. ${IMAGENET_PIXELS.deviation.join(",")}`);
}

/** Pixels that the model scales and shifts itself: the statistics that come to the same. */
export const withAffine = ({ mean, deviation }: PixelStatistics, { scale, shift }: Affine): PixelStatistics => ({
  mean: mean.map((value, c) => value - (shift[c]! * deviation[c]!) / scale[c]!),
  deviation: deviation.map((value, c) => value / scale[c]!),
});

/**
 * The scalar pair nearest to the first of these, with the inside plane if any of the means needs one. Means that a model subtracts itself
 * may lie beyond all pixels, and deviations below zero.
 */
export function scalarNormalisation(all: readonly PixelStatistics[]): Normalisation {
  const { mean, deviation } = all[0]!;
  const zeroPoint = Math.min(Math.max(Math.round(LARGEST_PIXEL * average(mean)), 0), LARGEST_PIXEL);
  const pair = { zeroPoint, pixelScale: LARGEST_PIXEL * average(deviation.map(Math.abs)) };
  const isExact = all.every((pixels) => offsetsOf(pixels, pair).every((offset) => offset === 0));
  return isExact ? pair : { ...pair, insidePlane: zeroPoint < LARGEST_PIXEL / 2 ? LARGEST_PIXEL : 0 };
}

/** What is missing inside the image once pixels are (pixel - zeroPoint), in the model's own units. */
const offsetsOf = ({ mean, deviation }: PixelStatistics, { zeroPoint }: Normalisation): number[] =>
  mean.map((value, c) => (zeroPoint / LARGEST_PIXEL - value) / deviation[c]!);

/** First-convolution weights [out][channels][taps] for our inputs: [out][channels (+ 1)][taps]. */
export function foldPixels(weights: Float32Array, taps: number, pixels: PixelStatistics, normalisation: Normalisation): Float32Array {
  const channels = pixels.mean.length;
  const { zeroPoint, pixelScale, insidePlane } = normalisation;
  const planes = channels + (insidePlane === undefined ? 0 : 1);
  const outputs = weights.length / channels / taps;
  const offsets = offsetsOf(pixels, normalisation);
  const inside = insidePlane === undefined ? 1 : (insidePlane - zeroPoint) / pixelScale;
  const folded = new Float32Array(outputs * planes * taps);
  for (let o = 0; o < outputs; o += 1) {
    for (let k = 0; k < taps; k += 1) {
      let constant = 0;
      for (let c = 0; c < channels; c += 1) {
        const weight = weights[(o * channels + c) * taps + k]!;
        folded[(o * planes + c) * taps + k] = (weight * pixelScale) / LARGEST_PIXEL / pixels.deviation[c]!;
        constant += weight * offsets[c]!;
      }
      if (planes > channels) folded[(o * planes + channels) * taps + k] = constant / inside;
    }
  }
  return folded;
}
