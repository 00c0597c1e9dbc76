// The resistance of a memory element in one state as a random variable: a mixture of branches, each a monotone function of one standard
// normal, and the same drawn from two. What every kind of cell states its spread with.

/** The larger spread of a state: lognormal, or normal. */
export type Distribution = "lognormal" | "normal";

/** Beyond so many sigma nothing is looked at. */
export const REACH = 12;
/** Keeps a normal spread physical; 5 sigma away at the largest sigma that a config may state. */
export const LEAST_FACTOR = 2 ** -20;

/** Resistance as a monotone function of one standard normal, in both directions. */
export interface Branch {
  readonly weight: number;
  /** z at which the element has this resistance; -Infinity below all. */
  readonly zOf: (ohm: number) => number;
  /** dz / dR there. */
  readonly slopePerOhm: (ohm: number) => number;
}

/** One state of a memory element. */
export interface CellState {
  /** Ohm, without variation. */
  readonly nominalOhm: number;
  /** None where it does not vary; weights add up to 1. */
  readonly branches: readonly Branch[];
  /** Ohm, from the two standard normals of one cell, which all of its states share. */
  readonly sampleOhm: (z0: number, z1: number) => number;
}

/** The two states of one cell, and its access device in series, ohm. */
export interface CellStates {
  readonly accessOhm: number;
  readonly low: CellState;
  readonly high: CellState;
}

/** Factor on a resistance: mean 1 and relative standard deviation `sigma`. */
export function spreadFactor(sigma: number, distribution: Distribution, z: number): number {
  if (distribution === "normal") return Math.max(LEAST_FACTOR, 1 + sigma * z);
  const s = Math.sqrt(Math.log1p(sigma ** 2));
  return Math.exp(s * z - (s * s) / 2);
}

/** The branch of that factor on `nominalOhm`; `sigma` above 0. */
export function spreadBranch(sigma: number, distribution: Distribution, weight: number, nominalOhm: number): Branch {
  if (distribution === "normal") {
    return { weight, zOf: (ohm) => (ohm / nominalOhm - 1) / sigma, slopePerOhm: () => 1 / (sigma * nominalOhm) };
  }
  const s = Math.sqrt(Math.log1p(sigma ** 2));
  return {
    weight,
    zOf: (ohm) => (ohm > 0 ? (Math.log(ohm / nominalOhm) + (s * s) / 2) / s : -Infinity),
    slopePerOhm: (ohm) => 1 / (s * ohm),
  };
}
