// A power limit as a piecewise-constant function of time, known in advance. Integer picowatts, so that sums compared
// with it are exact; no limit at all is the constant Infinity.

import { ConfigError } from "./errors.js";
import { PICO_PER_UNIT } from "./quantity.js";
import type { TimePs } from "./time.js";

/** From this time on the limit is so many watts (Infinity: none), until the next step. */
export interface PowerLimitStep {
  readonly fromPs: TimePs;
  readonly limitW: number;
}

// Beyond this many watts a picowatt count is no longer exact.
const MAX_PW = Number.MAX_SAFE_INTEGER;

/** Watts to picowatts, rounded up, but not for the noise of the last digits (0.2 W is exactly 2e11 pW). */
export function picowattsUp(powerW: number, name: string): number {
  const exact = powerW * PICO_PER_UNIT;
  const nearest = Math.round(exact);
  const pw = Math.abs(exact - nearest) <= exact * 4 * Number.EPSILON ? nearest : Math.ceil(exact);
  if (pw >= 0 && pw <= MAX_PW) return pw;
  throw new ConfigError({ path: name, message: "must be a power from 0 W to 9 kW", found: `${powerW} W` });
}

export function wattsOf(pw: number): number {
  return pw / PICO_PER_UNIT;
}

/** The largest whole number of picowatts that, read back in watts, does not exceed the limit. */
function picowattsDown(limitW: number): number {
  if (limitW === Infinity) return Infinity;
  const pw = Math.min(Math.round(limitW * PICO_PER_UNIT), MAX_PW);
  return wattsOf(pw) > limitW ? pw - 1 : pw;
}

export class PowerLimit {
  readonly #fromPs: readonly number[];
  readonly #limitPw: readonly number[];
  /** The least limit of all time [pW]. */
  readonly floorPw: number;

  /** @param limit watts for all time, or steps in ascending time starting at 0; throws a ConfigError otherwise */
  constructor(limit: number | readonly PowerLimitStep[]) {
    const steps = typeof limit === "number" ? [{ fromPs: 0 as TimePs, limitW: limit }] : limit;
    checkSteps(steps);
    this.#fromPs = steps.map((step) => step.fromPs);
    this.#limitPw = steps.map((step) => picowattsDown(step.limitW));
    this.floorPw = this.#limitPw.reduce((least, limitPw) => Math.min(least, limitPw), Infinity);
  }

  /** The least limit anywhere in [fromPs, toPs), at least the one at fromPs [pW]. */
  leastPw(fromPs: number, toPs: number): number {
    let index = this.#indexAt(fromPs);
    let least = this.#limitPw[index]!;
    for (index++; index < this.#fromPs.length && this.#fromPs[index]! < toPs; index++) least = Math.min(least, this.#limitPw[index]!);
    return least;
  }

  /** When the limit changes next after a time; Infinity if never. */
  nextChangePs(afterPs: number): number {
    return this.#fromPs[this.#indexAt(afterPs) + 1] ?? Infinity;
  }

  /**
   * The most power that can ever be had, from a time on, for a whole duration [pW]: no start gives more.
   * The best start is one of: that time, and the steps after it.
   */
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
    if (!(step.limitW >= 0))
      throw new ConfigError({ path: "power.limit", message: "must be zero or more watts", found: String(step.limitW) });
    if (i > 0 && !(step.fromPs > steps[i - 1]!.fromPs))
      throw new ConfigError({ path: "power.limit", message: "steps must come in ascending time", found: `${step.fromPs} ps` });
  });
}
