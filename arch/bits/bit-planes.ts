// Bit planes the plain way, one bit at a time: the definition that the packed kernels are tested against.

/** Planes of two's complement values: planes[n][e] is bit n of value e. */
export const toPlanes = (values: readonly number[], bits: number): number[][] =>
  Array.from({ length: bits }, (_, n) => values.map((value) => (value >> n) & 1));

/** Weight of plane n of an operand: 2^n, negative for the top plane of a signed one. */
export const planeWeight = (n: number, bits: number, signed: boolean): number => (signed && n === bits - 1 ? -1 : 1) * 2 ** n;

/** Values back from planes. */
export function fromPlanes(planes: readonly (readonly number[])[], signed: boolean): number[] {
  const length = planes[0]?.length ?? 0;
  return Array.from({ length }, (_, e) => planes.reduce((sum, plane, n) => sum + plane[e]! * planeWeight(n, planes.length, signed), 0));
}

/** sum over n, m of 2^(n+m) bitcount(AND(plane_n(I), plane_m(W))), signs of top planes included. */
export function planeDot(inputs: readonly (readonly number[])[], weights: readonly (readonly number[])[], inputSigned: boolean, weightSigned: boolean): number {
  let sum = 0;
  inputs.forEach((input, n) =>
    weights.forEach((weight, m) => {
      const ones = input.reduce((count, bit, e) => count + (bit & weight[e]!), 0);
      sum += ones * planeWeight(n, inputs.length, inputSigned) * planeWeight(m, weights.length, weightSigned);
    }),
  );
  return sum;
}
