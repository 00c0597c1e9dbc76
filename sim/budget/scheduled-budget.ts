// A budget known in advance: a limit as a piecewise-constant function of time. A constant is one step; no limit at all is the
// constant Infinity. Integer picowatts, so that sums compared with it are exact.

import { ConfigError } from "../errors.js";
import type { TimePs } from "../time.js";
import type { Budget } from "./budget.js";
import { picowattsDown } from "./picowatts.js";

/** From this time on the limit is so many watts (Infinity: none), until the next step. */
export interface PowerLimitStep {
  readonly fromPs: TimePs;
  readonly limitW: number;
}

/** A limit known ahead: piecewise constant, as its changes say. */
export class ScheduledBudget implements Budget {
  readonly #fromPs: readonly number[];
  readonly #limitPw: readonly number[];
  readonly floorPw: number;

  /** @param limit watts for all time, or steps in ascending time starting at 0; throws a ConfigError otherwise */
  constructor(limit: number | readonly PowerLimitStep[]) {
    const steps = typeof limit === "number" ? [{ fromPs: 0 as TimePs, limitW: limit }] : limit;
    checkSteps(steps);
    this.#fromPs = steps.map((step) => step.fromPs);
    this.#limitPw = steps.map((step) => picowattsDown(step.limitW));
    this.floorPw = this.#limitPw.reduce((least, limitPw) => Math.min(least, limitPw), Infinity);
  }

  leastPw(fromPs: number, toPs: number): number {
    let index = this.#indexAt(fromPs);
    let least = this.#limitPw[index]!;
    for (index++; index < this.#fromPs.length && this.#fromPs[index]! < toPs; index++) least = Math.min(least, this.#limitPw[index]!);
    return least;
  }

  nextChangePs(afterPs: number): number {
    return this.#fromPs[this.#indexAt(afterPs) + 1] ?? Infinity;
  }

  /** The best start is one of: that time, and the steps after it. */
  mostPw(fromPs: number, durationPs: number): number {
    let most = this.leastPw(fromPs, fromPs + durationPs);
    for (let i = this.#indexAt(fromPs) + 1; i < this.#fromPs.length; i++) {
      most = Math.max(most, this.leastPw(this.#fromPs[i]!, this.#fromPs[i]! + durationPs));
    }
    return most;
  }

  /** The step that holds at a time, by bisection. */
  #indexAt(timePs: number): number {
    let low = 0;
    let high = this.#fromPs.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (this.#fromPs[middle]! <= timePs) low = middle;
      else high = middle;
    }
    return low;
  }
}

function checkSteps(steps: readonly PowerLimitStep[]): void {
  if (steps[0]?.fromPs !== 0) throw new ConfigError({ path: "power.limit", message: "must start at time 0" });
  steps.forEach((step, i) => {
    if (!(step.limitW >= 0)) {
      throw new ConfigError({ path: "power.limit", message: "must be zero or more watts", found: String(step.limitW) });
    }
    if (i > 0 && !(step.fromPs > steps[i - 1]!.fromPs)) {
      throw new ConfigError({ path: "power.limit", message: "steps must come in ascending time", found: `${step.fromPs} ps` });
    }
  });
}
