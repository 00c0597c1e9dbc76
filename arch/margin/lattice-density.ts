// Densities on a grid whose step does not follow the narrowest variable. A variable is a sum of weighted points, each spread over the six
// nodes around it so that polynomials up to the fifth degree keep their expectation: what is asked of such a density must be smooth on
// the scale of the step, the density itself need not be. Single weights may be negative.

import { normalDensity } from "../device/index.js";
import type { GridDensity } from "./grid-density.js";
import { REACH } from "./cell-state.js";
import type { SensedCell } from "./sensed-cell.js";

const NODES = 6;
/** Points to one sigma of each of a cell's two normals. */
const POINTS_PER_SIGMA = 8;

/** A cell within `reach` sigmas of both of its normals. */
export function cellOnLattice(cell: SensedCell, step: number, reach: number = REACH): GridDensity {
  const [low, high] = rangeWithin(cell, reach);
  // The nodes of the first point begin two steps before it.
  const origin = low - 2 * step;
  const values = new Float64Array(Math.ceil((high - low) / step) + NODES);
  const count = 2 * reach * POINTS_PER_SIGMA + 1;
  const normals = Array.from({ length: count }, (_, n) => n / POINTS_PER_SIGMA - reach);
  const weights = normals.map((z) => normalDensity(z) / POINTS_PER_SIGMA);
  normals.forEach((zArea, n) => {
    normals.forEach((zTmr, m) => spread(values, (cell.sample(zArea, zTmr) - origin) / step, (weights[n]! * weights[m]!) / step));
  });
  return { origin, step, values };
}

/** S, that the sampled points of a cell lie in. */
export const rangeWithin = (cell: SensedCell, reach: number): readonly [number, number] =>
  [cell.sample(reach, reach), cell.sample(-reach, -reach)];

/** Lagrange's weights of six even nodes. @param at place of the point, in steps from the first value */
function spread(values: Float64Array, at: number, weight: number): void {
  const first = Math.floor(at) - 2;
  const t = at - first;
  for (let node = 0; node < NODES; node++) {
    let share = weight;
    for (let other = 0; other < NODES; other++) if (other !== node) share *= (t - other) / (node - other);
    values[first + node]! += share;
  }
}
