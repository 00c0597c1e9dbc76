// Delay of a stage driven by a finite slope (Horowitz 1983), with the switching point at half the supply.
// Slopes are V/s divided by V; a step is infinite. Only the pull-down is evaluated: balanced widths make rise and fall equal.

export interface StageDelay {
  readonly delayS: number;
  /** Of the output, handed on to the next stage. */
  readonly slopePerS: number;
}

const STEP = Math.log(0.5) ** 2;

/** @param tauS RC of the stage  @param gain b = 1 / (g_m R)  @param slopePerS of the input */
export function stageDelay(tauS: number, gain: number, slopePerS: number): StageDelay {
  const delayS = tauS * Math.sqrt(STEP + gain / (slopePerS * tauS));
  return { delayS, slopePerS: 0.5 / delayS };
}
