// Constants shared by all CMOS nodes: junction and wire capacitance parameters, saturation velocity, default temperature.

import { assume, cite } from "../../provenance/index.js";

export const DEVICE_CONSTANTS = {
  /** Zero-bias junction capacitances: bottom per area, sidewall and gate edge per length. */
  junctionCapFPerM2: cite("1e-3 F/m^2", "cacti-7", "technology table"),
  junctionSidewallFPerM: cite("2.5e-10 F/m", "cacti-7", "technology table", "newer model cards suggest about twice"),
  junctionGateEdgeFPerM: cite("5e-11 F/m", "nvsim-2018", "technology constants"),
  junctionBuiltInV: cite("0.9 V", "bsim4", "default range, as used by NVSim"),
  junctionGradingBottom: cite("0.5", "bsim4", "default"),
  junctionGradingSidewall: cite("0.33", "bsim4", "default; also for the gate edge"),
  /** Of the ideal gate capacitance. */
  overlapShare: cite("0.2", "nvsim-2018", "technology constants"),
  saturationVelocityMPerS: cite("1e5 m/s", "nvsim-2018", "technology constants", "textbook value for silicon, both carriers"),
  wireVerticalDielectric: cite("3.9", "cacti-7", "technology table"),
  /** On the sidewall capacitance of a wire, whose neighbours may switch the other way. */
  wireMillerFactor: cite("1.5", "cacti-7", "technology table"),
  wireFringeFPerM: cite("1.15e-10 F/m", "cacti-7", "technology table"),
  copperTemperatureCoefficientPerK: cite("0.0039 K^-1", "nvsim-2018", "technology constants", "textbook value for copper, from 293 K"),
  copperReferenceK: cite("293 K", "nvsim-2018", "technology constants"),
  vacuumPermittivityFPerM: cite("8.85e-12 F/m", "nvsim-2018", "technology constants", "CODATA rounded"),
} as const;

export type DeviceConstants = typeof DEVICE_CONSTANTS;

/** What a chip is built in unless its config says otherwise. */
export const DEFAULT_PROCESS = {
  roadmap: "LOP",
  temperatureK: assume("300 K", { low: "300 K", high: "360 K" },
    "a passively cooled edge chip near room temperature; leakage grows by about 2.7 to 350 K"),
} as const;
