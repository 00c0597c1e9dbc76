// Constants that every magnetic cell shares: exact ones of the SI and CODATA, and the two the device models assume.

import { assume, type Sourced } from "../provenance/index.js";

/** SI brochure, 9th edition: exact; the gyromagnetic ratio and mu_0 are CODATA 2018 values. */
export const BOLTZMANN_J_PER_K = 1.380649e-23;
export const ELEMENTARY_CHARGE_C = 1.602176634e-19;
export const REDUCED_PLANCK_J_S = 1.054571817e-34;
export const VACUUM_PERMEABILITY_T_M_PER_A = 1.25663706212e-6;
export const GYROMAGNETIC_RATIO_PER_T_S = 1.76085963e11;

export interface Magnetism {
  readonly attemptTimeS: Sourced;
  readonly roomTemperatureK: Sourced;
  readonly barrierExponent: Sourced;
}

export const MAGNETISM: Magnetism = {
  attemptTimeS: assume("1 ns", { low: "0.1 ns", high: "10 ns" },
    "inverse attempt frequency of thermal activation; 1 ns is the customary figure"),
  /** Delta is quoted at this temperature. */
  roomTemperatureK: assume("300 K", { low: "293 K", high: "300 K" }, "temperature at which stability figures are quoted"),
  /** Barrier energy goes with that power of the magnetisation. */
  barrierExponent: assume("2", { low: "1", high: "3" }, "2 for shape anisotropy; interfacial anisotropy is reported near 2 to 3"),
};
