// A power trace thinned to what a figure can show: the mean power of equal slices of time. No sample is skipped, so the energy stays.
import type { PowerPoint } from "../../../experiment/run/result.js";

/** The trace itself when it is short enough. @param trace piecewise constant, times ascending  @param endS where it ends */
export function thinnedTrace(trace: readonly PowerPoint[], endS: number, maxPoints: number): PowerPoint[] {
  // What rounding leaves before the end is no piece of the trace.
  const inside = trace.filter((point) => 1 - point.timeS / endS > 1e-12);
  if (inside.length <= maxPoints) return [...inside, { timeS: endS, powerW: inside.at(-1)?.powerW ?? 0 }];
  const energyJ = cumulativeEnergyAt(inside, endS, maxPoints);
  const sliceS = endS / maxPoints;
  const powerW = (slice: number): number => (energyJ[slice + 1]! - energyJ[slice]!) / sliceS;
  const points = Array.from({ length: maxPoints }, (_, index) => ({ timeS: index * sliceS, powerW: powerW(index) }));
  return [...points, { timeS: endS, powerW: points.at(-1)!.powerW }];
}

/** Joules used until each of the slice borders. */
function cumulativeEnergyAt(trace: readonly PowerPoint[], endS: number, slices: number): number[] {
  const borders: number[] = [0];
  let [used, at] = [0, 0];
  for (let index = 1; index <= slices; index++) {
    const borderS = (endS * index) / slices;
    while (at + 1 < trace.length && trace[at + 1]!.timeS <= borderS) {
      used += trace[at]!.powerW * (trace[at + 1]!.timeS - trace[at]!.timeS);
      at += 1;
    }
    borders.push(used + trace[at]!.powerW * (borderS - trace[at]!.timeS));
  }
  return borders;
}
