// Resistances of a cell where it is read. Of a junction: TMR falls with bias, the access device in series takes its share of the voltage.
// Leaves out the (weaker) bias dependence of R_P, temperature dependence, and what variation does to the operating point.

import { junctionResistances, sensingOf, type MtjTechnology, type ResistiveTechnology } from "../technology/index.js";

/** A cell at its read voltage. */
export interface OperatingJunction {
  /** Of the junction alone, ohm. */
  readonly parallelOhm: number;
  readonly antiParallelOhm: number;
  /** (R_AP - R_P) / R_P at this bias. */
  readonly tmr: number;
  /** Across an anti-parallel junction, V. */
  readonly antiParallelBiasV: number;
  /** In series with it, ohm. */
  readonly accessOhm: number;
  /** (R_AP - R_P) / (R_P + R_access): what the bitline sees of the TMR. */
  readonly visibleRatio: number;
}

/** A cell without magnet at its read voltage, where its card states both resistances. */
export interface OperatingResistances {
  /** Of the memory element alone, ohm. */
  readonly lowOhm: number;
  readonly highOhm: number;
  /** In series with it, ohm. */
  readonly accessOhm: number;
  /** (R_high - R_low) / (R_low + R_access): what the bitline sees of their difference. */
  readonly visibleRatio: number;
}

/** @param accessOhm in series, ohm */
export function operatingResistances(technology: ResistiveTechnology, accessOhm: number): OperatingResistances {
  const [lowOhm, highOhm] = sensingOf(technology).resistances(technology);
  return { lowOhm, highOhm, accessOhm, visibleRatio: (highOhm - lowOhm) / (lowOhm + accessOhm) };
}

/** TMR(V) = TMR0 / (1 + (V / V_half)^2): the usual fit to MgO junctions (Zhang et al., IEEE TED 59(3), 2012, and others). */
export function tmrAtBias(lowBiasTmr: number, biasV: number, halfV: number): number {
  return lowBiasTmr / (1 + (biasV / halfV) ** 2);
}

/**
 * Resistances with `voltageV` across junction and access device. A junction stated by its resistances has them at its read
 * voltage; one stated by RA product and TMR gets the TMR at its own bias (solved for, as the bias depends on it).
 */
export function operatingJunction(technology: MtjTechnology, accessOhm: number, voltageV: number): OperatingJunction {
  const [parallelOhm, lowBiasOhm] = junctionResistances(technology.junction);
  const lowBiasTmr = lowBiasOhm / parallelOhm - 1;
  const halfV = technology.device.halfTmrVoltageV.value;
  const tmr = technology.junction.kind === "resistances" ? lowBiasTmr : solveTmr(lowBiasTmr, parallelOhm, accessOhm, voltageV, halfV);
  const antiParallelOhm = parallelOhm * (1 + tmr);
  return {
    parallelOhm,
    antiParallelOhm,
    tmr,
    antiParallelBiasV: (voltageV * antiParallelOhm) / (antiParallelOhm + accessOhm),
    accessOhm,
    visibleRatio: (antiParallelOhm - parallelOhm) / (parallelOhm + accessOhm),
  };
}

/** Bisection of TMR = TMR(bias(TMR)): the right side falls with TMR, so there is one solution. */
function solveTmr(lowBiasTmr: number, parallelOhm: number, accessOhm: number, voltageV: number, halfV: number): number {
  let low = 0;
  let high = lowBiasTmr;
  for (let step = 0; step < 60; step++) {
    const tmr = (low + high) / 2;
    const junctionOhm = parallelOhm * (1 + tmr);
    const implied = tmrAtBias(lowBiasTmr, (voltageV * junctionOhm) / (junctionOhm + accessOhm), halfV);
    if (implied > tmr) low = tmr;
    else high = tmr;
  }
  return (low + high) / 2;
}
