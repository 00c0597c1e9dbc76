// Power as whole picowatts: sums are exact, and do not depend on order.

import { ConfigError } from "../errors.js";
import { PICO_PER_UNIT } from "../quantity.js";

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

/** Picowatts as watts. */
export function wattsOf(pw: number): number {
  return pw / PICO_PER_UNIT;
}

/** The largest whole number of picowatts that, read back in watts, does not exceed the limit. */
export function picowattsDown(limitW: number): number {
  if (limitW === Infinity) return Infinity;
  const pw = Math.min(Math.round(limitW * PICO_PER_UNIT), MAX_PW);
  return wattsOf(pw) > limitW ? pw - 1 : pw;
}
