// Engine time: integer picoseconds, the one branded number of the project.
// A picosecond clock is exact up to about 9000 seconds (2^53 ps); everything outside the engine is float seconds.

import { ConfigError } from "./errors.js";

declare const timeBrand: unique symbol;

/** A point or a span of engine time [ps], a safe integer that is not negative. */
export type TimePs = number & { readonly [timeBrand]: "ps" };

const PS_PER_S = 1e12;
const PS_PER_US = 1e6;

export const ZERO_PS = 0 as TimePs;

/** Checks that a plain number is engine time. Throws a ConfigError naming it otherwise. */
export function asTimePs(value: number, name = "time"): TimePs {
  if (Number.isSafeInteger(value) && value >= 0) return value as TimePs;
  throw new ConfigError({ path: name, message: "must be a whole number of picoseconds within 2^53", found: `${value} ps` });
}

/**
 * Seconds to engine time, rounded to the nearest picosecond (never up: 1 ns must not become 1001 ps).
 * Throws a ConfigError for what is negative, not finite, beyond 2^53 ps, or positive yet rounds to nothing.
 */
export function toPs(seconds: number, name = "time"): TimePs {
  const ps = asTimePs(Math.round(seconds * PS_PER_S), name);
  if (ps === 0 && seconds !== 0) {
    throw new ConfigError({
      path: name,
      message: "is shorter than the picosecond the engine resolves",
      found: `${seconds} s`,
      allowed: "0 s, or 0.5 ps and more",
    });
  }
  return ps;
}

/** Engine time to seconds; the division is correctly rounded, so toPs(psToS(t)) = t. */
export function psToS(timePs: number): number {
  return timePs / PS_PER_S;
}

/** Engine time to microseconds, for formats that count in them. */
export function psToUs(timePs: number): number {
  return timePs / PS_PER_US;
}

/** A later point, or a longer span. Throws a ConfigError beyond 2^53 ps. */
export function addPs(a: TimePs, b: TimePs): TimePs {
  return asTimePs(a + b, "sum of times");
}

/** A span repeated a whole number of times. */
export function timesPs(span: TimePs, count: number): TimePs {
  return asTimePs(span * count, "repeated time");
}

/** The first edge of a clock with this period (and an edge at 0) that is not before `now`. */
export function nextEdgePs(now: TimePs, period: TimePs): TimePs {
  const past = now % period;
  return past === 0 ? now : addPs(now, (period - past) as TimePs);
}
