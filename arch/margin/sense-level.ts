// One level: k open cells of which some are anti-parallel, seen against a reference through an amplifier with an offset.
// The closed form: densities of one cell convolved on a grid, the last variable by its exact distribution. No chance in it.
// Work is bounded: where cells are too unlike for one grid of MOST_POINTS a cell, a lattice with a coarser step takes its place. Its
// crossings are within 3 % of Monte Carlo's where cells are sensed by current and their RA product spreads
// (test/contract/arch/margins.test.ts). By voltage, or beyond ratios of 1:100, or with TMR alone, the two can differ by far more.

import { normalTail } from "../device/index.js";
import { convolve, expectation, fixedAt, gridDensity, type GridDensity } from "./grid-density.js";
import { cellOnLattice, rangeWithin } from "./lattice-density.js";
import { REACH } from "./cell-state.js";
import type { SensedCell } from "./sensed-cell.js";
import type { Sensing } from "./sensing.js";

/** Which side of the reference the conductance is taken to be on. */
export type Side = "below" | "above";

/** Grid steps to the narrowest sigma. */
const RESOLUTION = 2;
/** An offset this much narrower than the level moves no tail by a percent: it is left out. */
const NEGLIGIBLE = 1 / 40;
/** Of one cell. Convolving eight of them takes a fifth of a second. */
const MOST_POINTS = 2048;
/** Steps of a lattice to the sigma of the level: two to the narrowest offset that counts. */
const LATTICE_STEPS = 80;
/** Sigmas that moments are taken over: a part in a million lies further out. */
const MOMENTS_REACH = 5;

/** Densities of all cells but the last, and of all. */
interface Sums {
  readonly rest: GridDensity;
  readonly all: GridDensity;
}

/** One level as a random variable; everything is of the conductance of its cells together, S. */
export class SenseLevel {
  readonly nominalS: number;
  /** First-order standard deviation of the conductance. */
  readonly sigmaS: number;
  readonly #isLattice: boolean;
  readonly #last: SensedCell;
  readonly #sums: Sums;

  /** @param cells one for each open row */
  constructor(readonly cells: readonly SensedCell[], readonly sensing: Sensing) {
    this.nominalS = cells.reduce((total, cell) => total + cell.nominalS, 0);
    this.sigmaS = Math.hypot(...cells.map((cell) => cell.sigmaS));
    const step = this.#gridStep();
    this.#isLattice = !cells.every((cell) => isOnGrid(cell, step));
    // The last one should vary where any does; on a lattice it is the one that varies most.
    const rank = (cell: SensedCell): number => (this.#isLattice ? cell.sigmaS : Number(cell.sigmaS > 0));
    const order = [...cells].sort((a, b) => rank(a) - rank(b));
    this.#last = order.at(-1)!;
    this.#sums = this.#isLattice ? this.#onLattice(order, REACH) : sumsOf(
      order, step, (cell) => gridDensity(cell.density, cell.rangeS, step)
    );
  }

  /** P(the amplifier takes the conductance to be below, or above, the reference `referenceS`). */
  crossing(side: Side, referenceS: number): number {
    const { rest, all } = this.#sums;
    const offsetS = this.sensing.relativeOffset(referenceS) * referenceS;
    if (offsetS <= this.sigmaS * NEGLIGIBLE) return within(expectation(rest, (s) => this.#last.probability(side, referenceS - s)));
    const isOther = this.sensing.offsetRaisesThreshold === (side === "below");
    return within(expectation(all, (s) => normalTail((isOther ? 1 : -1) * this.sensing.offsetAt(referenceS, s))));
  }

  /** Mean and standard deviation of what is sensed (A or V), the offset not counted. */
  moments(): { readonly mean: number; readonly sigma: number } {
    const { all } = this.#isLattice ? this.#onLattice(this.cells, MOMENTS_REACH) : this.#sums;
    const mean = expectation(all, this.sensing.sensedAt);
    const variance = expectation(all, (conductanceS) => (this.sensing.sensedAt(conductanceS) - mean) ** 2);
    return { mean, sigma: this.sigmaS === 0 ? 0 : Math.sqrt(Math.max(0, variance)) };
  }

  /** Fine enough for the narrowest cell, and for the offset where it counts. */
  #gridStep(): number {
    const offsetS = this.sensing.relativeOffset(this.nominalS) * this.nominalS;
    const widths = [...this.cells.map((cell) => cell.sigmaS), offsetS / 2].filter((sigma) => sigma > this.sigmaS * NEGLIGIBLE / 2);
    return widths.length === 0 ? this.nominalS : Math.min(...widths) / RESOLUTION;
  }

  #onLattice(order: readonly SensedCell[], reach: number): Sums {
    const spans = order.map((cell) => rangeWithin(cell, reach)).map(([low, high]) => high - low);
    const step = Math.max(this.sigmaS / LATTICE_STEPS, Math.max(...spans) / MOST_POINTS);
    return sumsOf(order, step, (cell) => cellOnLattice(cell, step, reach));
  }
}

const ROUNDING = 2 ** -30;

/** Does the step resolve the cell, in no more points than are allowed? */
function isOnGrid({ sigmaS, rangeS: [low, high] }: SensedCell, step: number): boolean {
  return sigmaS === 0 || (sigmaS * (1 + ROUNDING) >= RESOLUTION * step && (high - low) / step <= MOST_POINTS);
}

function sumsOf(order: readonly SensedCell[], step: number, densityOf: (cell: SensedCell) => GridDensity): Sums {
  const known = new Map<SensedCell, GridDensity>();
  const density = (cell: SensedCell): GridDensity => {
    const found = known.get(cell) ?? (cell.sigmaS === 0 ? fixedAt(cell.nominalS, step) : densityOf(cell));
    known.set(cell, found);
    return found;
  };
  const rest = order.slice(0, -1).reduce((sum, cell) => convolve(sum, density(cell)), fixedAt(0, step));
  return { rest, all: convolve(rest, density(order.at(-1)!)) };
}

const within = (probability: number): number => Math.min(1, Math.max(0, probability));
