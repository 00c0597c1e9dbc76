// Codes of an activation: which there are for so many bits, and the scale that a range gives them. Pure arithmetic.
import type { ActivationRange } from "../quant/float-model.js";

/** Codes are two's complement when signed, else from 0. */
export const activationCodes = (bits: number, signed: boolean): { readonly min: number; readonly max: number } =>
  signed ? { min: -(2 ** (bits - 1)), max: 2 ** (bits - 1) - 1 } : { min: 0, max: 2 ** bits - 1 };

/** Steps from 0 to the largest magnitude that is represented. */
export const activationSteps = (bits: number, signed: boolean): number => Math.max(1, activationCodes(bits, signed).max);

/** real = scale x code for a tensor of this range. */
export function activationScale({ min, max }: ActivationRange, bits: number, unsigned: boolean): number {
  const reach = unsigned ? max : Math.max(Math.abs(min), Math.abs(max));
  return (reach > 0 ? reach : 1) / activationSteps(bits, !unsigned);
}
