// How wide the entries of a scale table are. Pure arithmetic.
import type { TensorSpec } from "../../arch/isa/program.js";
import { activationCodes } from "./activation-codes.js";

/** Width that a code and its fraction share, and the fewest fraction bits. */
const SCALED_BITS = 16;
const LEAST_FRACTION_BITS = 8;

/** Bits of a multiplier: 8-bit outputs are exact enough with 15, wider ones get 23. */
export const multiplierBits = (output: TensorSpec): number => (output.bits <= 8 ? 15 : 23);

/**
 * Fraction bits kept until residual and bias are added. A value that falls on the other side of the middle between two codes is wrong by a
 * whole code, a third of the range with 2 bits; so the fewer the codes, the finer the fraction, as far as multipliers have room.
 * @param factors in codes of the output
 */
export function fractionBitsOf(output: TensorSpec, factors: readonly number[]): number {
  const largest = factors.reduce((max, factor) => Math.max(max, Math.abs(factor)), 0);
  const room = Math.floor(Math.log2((2 ** multiplierBits(output) - 1) / largest));
  return Math.max(LEAST_FRACTION_BITS, Math.min(SCALED_BITS - output.bits, room));
}

/** Bits that hold the largest magnitude with its sign; none where all are zero. */
export function signedBits(values: readonly number[]): number {
  const largest = values.reduce((max, value) => Math.max(max, Math.abs(value)), 0);
  return largest === 0 ? 0 : Math.floor(Math.log2(largest)) + 2;
}

/** Smallest and largest code of a tensor. */
export const clampOf = (spec: TensorSpec): { min: number; max: number } => activationCodes(spec.bits, spec.signed);
