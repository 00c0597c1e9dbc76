// Real factors as integer multiplier and shift, and symmetric weight codes. Pure arithmetic, no network.
import { ConfigError } from "../../sim/errors.js";
import type { WeightFormat } from "./bits.js";

/** A bank of factors over one shift: factor[i] ~ multipliers[i] / 2^shift. */
export interface FixedPoint {
  readonly multipliers: readonly number[];
  readonly shift: number;
}

/** Largest shift of a table; beyond it a factor is zero for every sum that fits. */
const MAX_SHIFT = 48;

/**
 * The finest common shift with which the largest factor still fits `bits` (sign apart).
 * @throws ConfigError when a factor is too large to be represented
 */
export function toFixedPoint(factors: readonly number[], bits: number, path: string): FixedPoint {
  const largest = factors.reduce((max, factor) => Math.max(max, Math.abs(factor)), 0);
  if (!Number.isFinite(largest)) {
    throw new ConfigError({ path, message: "a scale factor is not finite; the checkpoint's batch normalisation or ranges are broken" });
  }
  const limit = 2 ** bits - 1;
  const shift = largest === 0 ? 0 : Math.min(MAX_SHIFT, Math.floor(Math.log2(limit / largest)));
  if (shift < 0) throw new ConfigError({ path, message: `scale factor ${largest} does not fit ${bits} bits` });
  return { multipliers: factors.map((factor) => Math.round(factor * 2 ** shift)), shift };
}

/** Largest code of a symmetric two's complement weight. */
const largestCode = (bits: number): number => Math.max(1, 2 ** (bits - 1) - 1);

/** Quantised rows of weights. */
export interface QuantizedRows {
  readonly codes: Int16Array;
  /** real weight = scale x code, by output channel. */
  readonly scales: Float64Array;
}

/** Codes of weights of so many bits; the smallest is used by learned steps only. */
export const weightCodes = (bits: number): { readonly min: number; readonly max: number } =>
  bits === 1 ? { min: -1, max: 1 } : { min: -(2 ** (bits - 1)), max: largestCode(bits) };

const largestOf = (values: Float32Array): number => values.reduce((max, value) => Math.max(max, Math.abs(value)), 0);
const meanMagnitude = (values: Float32Array): number => values.reduce((sum, value) => sum + Math.abs(value), 0) / values.length;

/** What the weights themselves decide: the largest is the largest code; for {-1, +1} the mean magnitude has the least squared error. */
const scaleOf = (values: Float32Array, bits: number): number =>
  (bits === 1 ? meanMagnitude(values) : largestOf(values) / largestCode(bits));

function codeRow(row: Float32Array, codes: Int16Array, scale: number, bits: number): void {
  const { min, max } = weightCodes(bits);
  for (let n = 0; n < row.length; n += 1) {
    if (bits === 1) codes[n] = row[n]! < 0 ? -1 : 1;
    else codes[n] = scale === 0 ? 0 : Math.max(min, Math.min(max, Math.round(row[n]! / scale)));
  }
}

/**
 * Quantise [out][rest] weights: per output channel, or over the whole tensor where outputs must share one scale.
 * @param steps scales that were learned, as many as there are; without them the weights decide
 */
export function quantizeRows(
  weights: Float32Array, outChannels: number, { bits, perChannel }: WeightFormat, steps?: ArrayLike<number>,
): QuantizedRows {
  const length = weights.length / outChannels;
  const codes = new Int16Array(weights.length);
  const scales = new Float64Array(outChannels);
  const overall = perChannel ? 0 : steps?.[0] ?? scaleOf(weights, bits);
  for (let o = 0; o < outChannels; o++) {
    const row = weights.subarray(o * length, (o + 1) * length);
    scales[o] = perChannel ? steps?.[o] ?? scaleOf(row, bits) : overall;
    codeRow(row, codes.subarray(o * length, (o + 1) * length), scales[o]!, bits);
  }
  return { codes, scales };
}

/** The same weights as the real numbers that their codes stand for, in place. */
export function roundRows(weights: Float32Array, outChannels: number, format: WeightFormat, steps?: ArrayLike<number>): void {
  const { codes, scales } = quantizeRows(weights, outChannels, format, steps);
  const length = weights.length / outChannels;
  for (let n = 0; n < weights.length; n += 1) weights[n] = codes[n]! * scales[Math.floor(n / length)]!;
}
