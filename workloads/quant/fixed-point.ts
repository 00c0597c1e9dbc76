// Real factors as integer multiplier and shift, and symmetric weight codes. Pure arithmetic, no network.
import { ConfigError } from "../../sim/errors.js";

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
  if (!Number.isFinite(largest)) throw new ConfigError({ path, message: "a scale factor is not finite; the checkpoint's batch normalisation or ranges are broken" });
  const limit = 2 ** bits - 1;
  const shift = largest === 0 ? 0 : Math.min(MAX_SHIFT, Math.floor(Math.log2(limit / largest)));
  if (shift < 0) throw new ConfigError({ path, message: `scale factor ${largest} does not fit ${bits} bits` });
  return { multipliers: factors.map((factor) => Math.round(factor * 2 ** shift)), shift };
}

/** Largest code of a symmetric two's complement weight. */
export const largestCode = (bits: number): number => Math.max(1, 2 ** (bits - 1) - 1);

/** Quantised rows of weights. */
export interface QuantizedRows {
  readonly codes: Int16Array;
  /** real weight = scale x code, by output channel. */
  readonly scales: Float64Array;
}

/** {-1,+1} codes; the scale that minimises the squared error is the mean magnitude. */
function quantizeBipolar(row: Float32Array, codes: Int16Array): number {
  row.forEach((value, i) => (codes[i] = value < 0 ? -1 : 1));
  return row.reduce((sum, value) => sum + Math.abs(value), 0) / row.length;
}

function quantizeSymmetric(row: Float32Array, codes: Int16Array, bits: number, largest: number): number {
  const scale = largest / largestCode(bits);
  row.forEach((value, i) => (codes[i] = scale === 0 ? 0 : Math.round(value / scale)));
  return scale;
}

const largestOf = (values: Float32Array): number => values.reduce((max, value) => Math.max(max, Math.abs(value)), 0);

/** Quantise [out][rest] weights: per output channel, or over the whole tensor where outputs must share one scale. */
export function quantizeRows(weights: Float32Array, outChannels: number, bits: number, perChannel: boolean): QuantizedRows {
  const length = weights.length / outChannels;
  const codes = new Int16Array(weights.length);
  const scales = new Float64Array(outChannels);
  const overall = largestOf(weights);
  const bipolarScale = weights.reduce((sum, value) => sum + Math.abs(value), 0) / weights.length;
  for (let o = 0; o < outChannels; o++) {
    const row = weights.subarray(o * length, (o + 1) * length);
    const target = codes.subarray(o * length, (o + 1) * length);
    if (bits === 1) {
      const own = quantizeBipolar(row, target);
      scales[o] = perChannel ? own : bipolarScale;
    } else scales[o] = quantizeSymmetric(row, target, bits, perChannel ? largestOf(row) : overall);
  }
  return { codes, scales };
}
