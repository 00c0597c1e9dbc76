// Device primitives: on resistance, transconductance, gate and drain capacitance, leakage of one transistor.
// Leaves out gate tunnelling and short-channel effects beyond velocity saturation.

import type { CmosProcess } from "../technology/index.js";
import type { FoldedDevice } from "./gate-layout.js";

export type Polarity = "n" | "p";

/** Ohm, averaged over a transition: k_R V / (I_on W) (CACTI 5.1). */
export function onResistance(process: CmosProcess, widthM: number, polarity: Polarity): number {
  return (process.resistanceMultiplier * process.vddV) / (onCurrent(process, polarity) * widthM);
}

/** Width of the NMOS with that on resistance, m. */
export function widthForResistance(process: CmosProcess, resistanceOhm: number): number {
  return onResistance(process, 1, "n") / resistanceOhm;
}

/** A/m of width. */
export function onCurrent(process: CmosProcess, polarity: Polarity): number {
  return polarity === "n" ? process.onCurrentNmosAPerM : process.onCurrentPmosAPerM;
}

/** A/V: (mu C_ox / 2)(W / L) min(V_dsat, V - V_th) with V_dsat = L v_sat / mu. */
export function transconductance(process: CmosProcess, widthM: number, polarity: Polarity): number {
  const mobility = polarity === "n" ? process.electronMobilityM2PerVs : process.holeMobilityM2PerVs;
  const saturationV = (process.gateLengthM * process.saturationVelocityMPerS) / mobility;
  const overdriveV = Math.min(saturationV, process.vddV - process.thresholdV);
  return (mobility * process.gateCapInversionFPerM2 * 0.5 * widthM * overdriveV) / process.gateLengthM;
}

/** F. */
export function gateCapacitance(process: CmosProcess, widthM: number): number {
  return process.gateCapFPerM * widthM;
}

/** F: bottom, sidewall (the free end only of an odd number of fingers) and gate edge (BSIM4). */
export function drainCapacitance(process: CmosProcess, device: FoldedDevice): number {
  const { drainLengthM, heightM, fingers } = device;
  const freeEndM = fingers % 2 === 1 ? heightM : 0;
  return process.junctionCapFPerM2 * drainLengthM * heightM
    + process.junctionSidewallFPerM * (2 * drainLengthM + freeEndM)
    + process.junctionGateEdgeFPerM * fingers * heightM;
}

/** W of an inverter or a lone device (width 0 for the one that is absent): the worse of its two states. */
export function inverterLeakage(process: CmosProcess, nmosM: number, pmosM: number): number {
  return Math.max(nmosM * process.offCurrentNmosAPerM, pmosM * process.offCurrentPmosAPerM) * process.vddV;
}
