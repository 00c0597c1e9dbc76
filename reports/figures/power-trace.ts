// A power trace thinned to what a figure can show: for each slice of time its mean, lowest and highest power. Exact: no sample is skipped.
import type { PowerPoint } from "../../experiment/result.js";

export interface PowerSlice {
  /** Middle of the slice. */
  readonly timeS: number;
  readonly meanW: number;
  readonly lowW: number;
  readonly highW: number;
}

const ROUNDING = 1e-12;

/** @param trace piecewise constant, times ascending; the last point ends it  @param count slices of equal length */
export function powerSlices(trace: readonly PowerPoint[], endS: number, count: number): PowerSlice[] {
  const slices: PowerSlice[] = [];
  let at = 0;
  for (let index = 0; index < count; index++) {
    const [fromS, toS] = [(endS * index) / count, (endS * (index + 1)) / count];
    while (at + 1 < trace.length && trace[at + 1]!.timeS <= fromS) at += 1;
    let [energyJ, lowW, highW] = [0, Infinity, 0];
    for (let piece = at; piece < trace.length && trace[piece]!.timeS < toS; piece++) {
      const { timeS, powerW } = trace[piece]!;
      const lengthS = Math.min(trace[piece + 1]?.timeS ?? endS, toS) - Math.max(timeS, fromS);
      // What is left of the end by rounding is no piece of the trace.
      if (lengthS <= ROUNDING * endS) continue;
      energyJ += powerW * lengthS;
      [lowW, highW] = [Math.min(lowW, powerW), Math.max(highW, powerW)];
    }
    slices.push({ timeS: (fromS + toS) / 2, meanW: energyJ / (toS - fromS), lowW: Math.min(lowW, highW), highW });
  }
  return slices;
}
