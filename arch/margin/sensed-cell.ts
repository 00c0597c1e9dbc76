// The conductance of one cell (access device and junction in series) as a random variable, in either state.
// RA product lognormal or normal, TMR normal, both relative; independent cells. Leaves out variation of the access device.

import { normalDensity, normalTail, type OperatingJunction } from "../device/index.js";
import type { VariationSpec } from "./variation.js";

export type Spreads = Pick<VariationSpec, "sigmaResistanceArea" | "sigmaTunnelMagnetoresistance" | "distribution">;

/** Beyond so many sigma nothing is looked at. */
export const REACH = 12;
const TMR_STEP = 1;
/** Keeps a normal spread physical; 5 sigma away at the largest sigma a config may state. */
const LEAST_FACTOR = 2 ** -20;

/** Junction resistance as a monotone function of one standard normal, in both directions. */
interface Branch {
  readonly weight: number;
  /** z at which the junction has this resistance; -Infinity below all. */
  readonly zOf: (junctionOhm: number) => number;
  /** dz / dR there. */
  readonly slopePerOhm: (junctionOhm: number) => number;
}

/** One cell in one state. */
export interface SensedCell {
  /** S, without variation. */
  readonly nominalS: number;
  /** S, first-order standard deviation; 0 for a cell that does not vary. */
  readonly sigmaS: number;
  /** P(G < g) or P(G > g), accurate in its tail. */
  readonly probability: (side: "below" | "above", conductanceS: number) => number;
  /** Per siemens. */
  readonly density: (conductanceS: number) => number;
  /** S, from the standard normals of RA product and TMR. */
  readonly sample: (zResistanceArea: number, zTmr: number) => number;
  /** S, that REACH sigma stay within. */
  readonly rangeS: readonly [number, number];
}

/** Factor on the RA product: mean 1 and relative standard deviation sigma. */
function factor(spreads: Spreads, z: number): number {
  const { sigmaResistanceArea: sigma, distribution } = spreads;
  if (distribution === "normal") return Math.max(LEAST_FACTOR, 1 + sigma * z);
  const s = Math.sqrt(Math.log1p(sigma ** 2));
  return Math.exp(s * z - (s * s) / 2);
}

function branchOfArea(spreads: Spreads, weight: number, nominalOhm: number): Branch {
  const { sigmaResistanceArea: sigma, distribution } = spreads;
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

/** The parallel state varies by RA alone; the anti-parallel one is a mixture over TMR, or varies by TMR alone. */
function branchesOf(junction: OperatingJunction, state: "parallel" | "anti-parallel", spreads: Spreads): Branch[] {
  const { sigmaResistanceArea: sigmaArea, sigmaTunnelMagnetoresistance: sigmaTmr } = spreads;
  if (state === "parallel") return sigmaArea === 0 ? [] : [branchOfArea(spreads, 1, junction.parallelOhm)];
  if (sigmaTmr === 0) return sigmaArea === 0 ? [] : [branchOfArea(spreads, 1, junction.antiParallelOhm)];
  const slopeOhm = junction.parallelOhm * junction.tmr * sigmaTmr;
  if (sigmaArea === 0) return [{ weight: 1, zOf: (ohm) => (ohm - junction.antiParallelOhm) / slopeOhm, slopePerOhm: () => 1 / slopeOhm }];
  const nodes = Array.from({ length: 2 * (REACH / TMR_STEP) + 1 }, (_, i) => i * TMR_STEP - REACH);
  return nodes
    .map((y) => ({ y, ohm: junction.antiParallelOhm + slopeOhm * y }))
    .filter(({ ohm }) => ohm > 0)
    .map(({ y, ohm }) => branchOfArea(spreads, TMR_STEP * normalDensity(y), ohm));
}

export function sensedCell(junction: OperatingJunction, state: "parallel" | "anti-parallel", spreads: Spreads): SensedCell {
  const { accessOhm, parallelOhm, tmr } = junction;
  const branches = branchesOf(junction, state, spreads);
  const tmrShare = state === "parallel" ? 0 : tmr;
  const sample = (zArea: number, zTmr: number): number =>
    1 / (accessOhm + parallelOhm * factor(spreads, zArea) * Math.max(LEAST_FACTOR, 1 + tmrShare * (1 + spreads.sigmaTunnelMagnetoresistance * zTmr)));
  const nominalS = 1 / (accessOhm + parallelOhm * (1 + tmrShare));
  const partial = (a: number, b: number): number => (sample(a, b) - sample(-a, -b)) / 2;
  return {
    nominalS,
    sigmaS: branches.length === 0 ? 0 : Math.hypot(partial(1, 0), partial(0, 1)),
    sample,
    rangeS: [sample(REACH, REACH), sample(-REACH, -REACH)],
    probability: (side, conductanceS) => {
      if (branches.length === 0) return side === "below" ? Number(nominalS < conductanceS) : Number(nominalS > conductanceS);
      const junctionOhm = 1 / conductanceS - accessOhm;
      // More resistance is less conductance.
      const sign = side === "below" ? 1 : -1;
      return conductanceS <= 0 ? Number(side === "above") : sum(branches.map((branch) => branch.weight * normalTail(sign * branch.zOf(junctionOhm))));
    },
    density: (conductanceS) => {
      const junctionOhm = 1 / conductanceS - accessOhm;
      if (!(junctionOhm > 0)) return 0;
      return sum(branches.map((branch) => branch.weight * normalDensity(branch.zOf(junctionOhm)) * branch.slopePerOhm(junctionOhm))) / conductanceS ** 2;
    },
  };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
