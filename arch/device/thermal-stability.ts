// The barrier between the two states against temperature, and what thermal activation does over it: retention.
// Leaves out the spread of barriers over an array (its weakest cells fail first) and sub-volume nucleation.

import { BOLTZMANN_J_PER_K, MAGNETISM, type Magnetism, type MtjTechnology } from "../technology/index.js";

/** M_s(T) / M_s(0) = 1 - (T / T_C)^(3/2) (Bloch). */
const relativeMagnetisation = (temperatureK: number, curieK: number): number => Math.max(0, 1 - (temperatureK / curieK) ** 1.5);

/** M_s(T) over its value at room temperature. */
export function magnetisationShare({ device }: MtjTechnology, temperatureK: number, magnetism: Magnetism = MAGNETISM): number {
  const curieK = device.curieTemperatureK.value;
  return relativeMagnetisation(temperatureK, curieK) / relativeMagnetisation(magnetism.roomTemperatureK.value, curieK);
}

/** Delta(T) = E_b(T) / (k_B T), with E_b going as a power of M_s(T) and Delta stated at room temperature. */
export function thermalStability(technology: MtjTechnology, temperatureK: number, magnetism: Magnetism = MAGNETISM): number {
  const share = magnetisationShare(technology, temperatureK, magnetism) ** magnetism.barrierExponent.value;
  return (technology.device.thermalStability.value * share * magnetism.roomTemperatureK.value) / temperatureK;
}

/** J. */
export function barrierEnergyJ(technology: MtjTechnology, temperatureK: number, magnetism: Magnetism = MAGNETISM): number {
  return thermalStability(technology, temperatureK, magnetism) * BOLTZMANN_J_PER_K * temperatureK;
}

/** s until one of `bits` cells has flipped by heat with probability `share`: -ln(1 - share) tau_0 exp(Delta) / bits (Neel-Arrhenius). */
export function retentionS(
  technology: MtjTechnology, temperatureK: number, bits = 1, share = 0.5, magnetism: Magnetism = MAGNETISM,
): number {
  return (-Math.log1p(-share) * magnetism.attemptTimeS.value * Math.exp(thermalStability(technology, temperatureK, magnetism))) / bits;
}

/** Probability that a barrier lowered to `delta` is crossed within `durationS`: 1 - exp(-(t / tau_0) exp(-delta)). */
export function activationProbability(durationS: number, delta: number, magnetism: Magnetism = MAGNETISM): number {
  return -Math.expm1((-durationS / magnetism.attemptTimeS.value) * Math.exp(-delta));
}
