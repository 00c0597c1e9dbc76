// Bit planes of two's complement values: what each of them weighs.

/** Weight of plane n of an operand: 2^n, negative for the top plane of a signed one. */
export const planeWeight = (n: number, bits: number, signed: boolean): number => (signed && n === bits - 1 ? -1 : 1) * 2 ** n;
