// The arithmetic of the digital unit: scale, shift, residual, clamp, in exact integers held in doubles.
import type { ScaleTable } from "../isa/program.js";

const HALF_WORD = 2 ** 24;
/** Powers of two by table: raising is what an output value would otherwise cost most. */
const POWERS = Float64Array.from({ length: 64 }, (_, n) => 2 ** n);

/** floor((value + 2^(shift-1)) / 2^shift): round half up; shift 0 changes nothing. */
export const roundShift = (value: number, shift: number): number =>
  (shift === 0 ? value : Math.floor((value + POWERS[shift - 1]!) / POWERS[shift]!));

/**
 * Rounded (sum x multiplier) / 2^shift without leaving the 53 exact bits: a product that is too wide is split at 24 bits,
 * which floors to the same integer because shift >= 24 then.
 * @throws RangeError when the product is too wide for the shift
 */
export function scaleSum(sum: number, multiplier: number, shift: number): number {
  const product = sum * multiplier;
  if (Math.abs(product) < Number.MAX_SAFE_INTEGER / 2) return roundShift(product, shift);
  if (shift < 24 || Math.abs(sum) > 2 ** 50 || Math.abs(multiplier) > HALF_WORD) {
    throw new RangeError(`sum ${sum} times multiplier ${multiplier} needs a shift of at least 24 bits, not ${shift}`);
  }
  const high = Math.floor(sum / HALF_WORD);
  const low = sum - high * HALF_WORD;
  const carried = Math.floor((low * multiplier + POWERS[shift - 1]!) / HALF_WORD);
  return Math.floor((high * multiplier + carried) / POWERS[shift - 24]!);
}

/** One output value; see ScaleTable for the formula. `residual` is 0 where there is none. */
export function postProcess(table: ScaleTable, channel: number, sum: number, residual: number): number {
  const scaled = scaleSum(sum + table.offsets[channel]!, table.multipliers[channel]!, table.shift);
  const aligned = roundShift(residual * table.residualMultiplier, table.residualShift);
  const value = roundShift(scaled + table.biases[channel]! + aligned, table.fractionBits);
  return Math.min(table.max, Math.max(table.min, value));
}
