// One level: k open cells of which some are anti-parallel, seen against a reference through an amplifier with an offset.
// The closed form: densities of one cell convolved on a grid, the last variable by its exact distribution. No chance in it.

import { normalTail } from "../device/index.js";
import { convolve, expectation, fixedAt, gridDensity, type GridDensity } from "./grid-density.js";
import type { SensedCell } from "./sensed-cell.js";
import type { Sensing } from "./sensing.js";

/** Which side of the reference the conductance is taken to be on. */
export type Side = "below" | "above";

/** Grid steps to the narrowest sigma. */
const RESOLUTION = 2;
/** An offset this much narrower than the level moves no tail by a percent: it is left out. */
const NEGLIGIBLE = 1 / 40;

/** One level as a random variable; everything is of the conductance of its cells together, S. */
export class SenseLevel {
  readonly nominalS: number;
  /** First-order standard deviation of the conductance. */
  readonly sigmaS: number;
  readonly #step: number;
  readonly #rest: GridDensity;
  readonly #last: SensedCell;
  readonly #all: GridDensity;

  /** @param cells one for each open row */
  constructor(readonly cells: readonly SensedCell[], readonly sensing: Sensing) {
    this.nominalS = cells.reduce((total, cell) => total + cell.nominalS, 0);
    this.sigmaS = Math.hypot(...cells.map((cell) => cell.sigmaS));
    this.#step = this.#gridStep();
    // The last one should vary where any does.
    const order = [...cells].sort((a, b) => Number(a.sigmaS > 0) - Number(b.sigmaS > 0));
    this.#last = order.at(-1)!;
    this.#rest = order.slice(0, -1).reduce((sum, cell) => convolve(sum, this.#densityOf(cell)), fixedAt(0, this.#step));
    this.#all = convolve(this.#rest, this.#densityOf(this.#last));
  }

  /** P(the amplifier takes the conductance to be below, or above, the reference `referenceS`). */
  crossing(side: Side, referenceS: number): number {
    const offsetS = this.sensing.relativeOffset(referenceS) * referenceS;
    if (offsetS <= this.sigmaS * NEGLIGIBLE) return expectation(this.#rest, (s) => this.#last.probability(side, referenceS - s));
    const isOther = this.sensing.offsetRaisesThreshold === (side === "below");
    return Math.min(1, expectation(this.#all, (s) => normalTail((isOther ? 1 : -1) * this.sensing.offsetAt(referenceS, s))));
  }

  /** Mean and standard deviation of what is sensed (A or V), the offset not counted. */
  moments(): { readonly mean: number; readonly sigma: number } {
    const mean = expectation(this.#all, this.sensing.sensedAt);
    const variance = expectation(this.#all, (conductanceS) => (this.sensing.sensedAt(conductanceS) - mean) ** 2);
    return { mean, sigma: this.sigmaS === 0 ? 0 : Math.sqrt(variance) };
  }

  /** Fine enough for the narrowest cell, and for the offset where it counts. */
  #gridStep(): number {
    const offsetS = this.sensing.relativeOffset(this.nominalS) * this.nominalS;
    const widths = [...this.cells.map((cell) => cell.sigmaS), offsetS / 2].filter((sigma) => sigma > this.sigmaS * NEGLIGIBLE / 2);
    return widths.length === 0 ? this.nominalS : Math.min(...widths) / RESOLUTION;
  }

  #densityOf(cell: SensedCell): GridDensity {
    return cell.sigmaS === 0 ? fixedAt(cell.nominalS, this.#step) : gridDensity(cell.density, cell.rangeS, this.#step);
  }
}
