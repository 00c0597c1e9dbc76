// A smooth density on an even grid. Sums of independent variables are convolutions of such grids; for densities that are smooth
// on the scale of the step the trapezoid rule converges faster than any power of it, so tails keep their relative accuracy.

export interface GridDensity {
  /** Place of the first value; a variable that does not vary has one value, 1 / step. */
  readonly origin: number;
  readonly step: number;
  readonly values: Float64Array;
}

/** A variable that is always `at`. */
export const fixedAt = (at: number, step: number): GridDensity => ({ origin: at, step, values: Float64Array.of(1 / step) });

/** @param range outside which the density is taken as zero */
export function gridDensity(density: (x: number) => number, range: readonly [number, number], step: number): GridDensity {
  const count = Math.max(2, Math.ceil((range[1] - range[0]) / step) + 1);
  return { origin: range[0], step, values: Float64Array.from({ length: count }, (_, i) => density(range[0] + i * step)) };
}

/** Density of the sum of two independent variables on grids of one step. */
export function convolve(a: GridDensity, b: GridDensity): GridDensity {
  const values = new Float64Array(a.values.length + b.values.length - 1);
  for (let i = 0; i < a.values.length; i++) {
    const weight = a.values[i]! * a.step;
    if (weight === 0) continue;
    for (let j = 0; j < b.values.length; j++) values[i + j]! += weight * b.values[j]!;
  }
  return { origin: a.origin + b.origin, step: a.step, values };
}

/** Expectation of a function of the variable. */
export function expectation(density: GridDensity, of: (x: number) => number): number {
  let total = 0;
  for (let i = 0; i < density.values.length; i++) {
    const weight = density.values[i]! * density.step;
    if (weight !== 0) total += weight * of(density.origin + i * density.step);
  }
  return total;
}
