// The conductance of one cell (access device and memory element in series) as a random variable, in either state.
// Independent from cell to cell. Leaves out variation of the access device.

import { normalDensity, normalTail } from "../device/index.js";
import { REACH, type CellState } from "./cell-state.js";

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
  /** S, from the two standard normals of the cell. */
  readonly sample: (z0: number, z1: number) => number;
  /** S, that REACH sigma stay within. */
  readonly rangeS: readonly [number, number];
}

/** @param accessOhm in series with the element, ohm */
export function sensedCell(accessOhm: number, { nominalOhm, branches, sampleOhm }: CellState): SensedCell {
  const sample = (z0: number, z1: number): number => 1 / (accessOhm + sampleOhm(z0, z1));
  const nominalS = 1 / (accessOhm + nominalOhm);
  const partial = (z0: number, z1: number): number => (sample(z0, z1) - sample(-z0, -z1)) / 2;
  return {
    nominalS,
    sigmaS: branches.length === 0 ? 0 : Math.hypot(partial(1, 0), partial(0, 1)),
    sample,
    rangeS: [sample(REACH, REACH), sample(-REACH, -REACH)],
    probability: (side, conductanceS) => {
      if (branches.length === 0) return side === "below" ? Number(nominalS < conductanceS) : Number(nominalS > conductanceS);
      const elementOhm = 1 / conductanceS - accessOhm;
      // More resistance is less conductance.
      const sign = side === "below" ? 1 : -1;
      return conductanceS <= 0 ? Number(side === "above") : sum(
        branches.map((branch) => branch.weight * normalTail(sign * branch.zOf(elementOhm)))
      );
    },
    density: (conductanceS) => {
      const elementOhm = 1 / conductanceS - accessOhm;
      if (!(elementOhm > 0)) return 0;
      const ofBranches = branches.map((branch) => branch.weight * normalDensity(branch.zOf(elementOhm)) * branch.slopePerOhm(elementOhm));
      return sum(ofBranches) / conductanceS ** 2;
    },
  };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
