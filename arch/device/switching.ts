// Critical currents of spin-orbit and spin-transfer switching, write error rate against pulse and current, read disturb.
// Macrospin formulas; leaves out domain walls, heating, field-like torque and the voltage dependence of anisotropy.

import {
  ELEMENTARY_CHARGE_C, GYROMAGNETIC_RATIO_PER_T_S, REDUCED_PLANCK_J_S, VACUUM_PERMEABILITY_T_M_PER_A,
  MAGNETISM, type Magnetism, type MtjTechnology, type Switching,
} from "../technology/index.js";
import { normalTail } from "./normal.js";
import { activationProbability, barrierEnergyJ, magnetisationShare, thermalStability } from "./thermal-stability.js";

type SpinOrbit = Extract<Switching, { kind: "spin-orbit" }>;

interface Magnet {
  readonly magnetisationAPerM: number;
  readonly volumeM3: number;
  /** mu_0 H_k from the barrier: 2 E_b / (M_s V), T. */
  readonly anisotropyT: number;
  /** mu_0 M_s: the demagnetising field of an in-plane film, T. */
  readonly demagnetisingT: number;
}

function magnetOf(technology: MtjTechnology, temperatureK: number, magnetism: Magnetism): Magnet {
  const { freeLayer } = technology.device;
  const magnetisationAPerM = freeLayer.magnetisationAPerM.value * magnetisationShare(technology, temperatureK, magnetism);
  const volumeM3 = (Math.PI / 4) * freeLayer.majorAxisM.value * freeLayer.minorAxisM.value * freeLayer.thicknessM.value;
  return {
    magnetisationAPerM,
    volumeM3,
    anisotropyT: (2 * barrierEnergyJ(technology, temperatureK, magnetism)) / (magnetisationAPerM * volumeM3),
    demagnetisingT: VACUUM_PERMEABILITY_T_M_PER_A * magnetisationAPerM,
  };
}

const isInPlane = ({ device: { switching } }: MtjTechnology): boolean =>
  switching.kind === "spin-orbit" && switching.easyAxis === "in-plane";

/** mu_0 (H_k + M_s / 2) in the plane, mu_0 H_k out of it: the field that damping works against, T. */
const precessionT = (technology: MtjTechnology, magnet: Magnet): number =>
  magnet.anisotropyT + (isInPlane(technology) ? magnet.demagnetisingT / 2 : 0);

/** theta_SH (1 - sech(t / lambda)): the spin Hall angle of a film of finite thickness (Liu et al., Science 336, 555, 2012). */
export function effectiveSpinHallAngle(switching: SpinOrbit): number {
  return switching.spinHallAngle.value * (1 - 1 / Math.cosh(switching.channelThicknessM.value / switching.spinDiffusionM.value));
}

/**
 * A, write current at which the state turns unstable at zero temperature. With J = (2 e / hbar) M_s t_F / theta x B:
 * in-plane easy axis B = alpha mu_0 (H_k + M_s / 2) (Sun, PRB 62, 570, 2000; Liu 2012); perpendicular B = mu_0 (H_k / 2 -
 * H_x / sqrt 2) (Lee et al., APL 102, 112410, 2013); spin transfer I = (4 e / hbar) (alpha / eta) E_b.
 */
export function criticalCurrentA(technology: MtjTechnology, temperatureK: number, magnetism: Magnetism = MAGNETISM): number {
  const { device } = technology;
  if (device.switching.kind === "spin-transfer") return spinTransferCurrentA(technology, temperatureK, magnetism);
  const magnet = magnetOf(technology, temperatureK, magnetism);
  const { switching, freeLayer } = device;
  const fieldT = switching.easyAxis === "in-plane"
    ? freeLayer.damping.value * precessionT(technology, magnet)
    : Math.max(0, magnet.anisotropyT / 2 - (switching.assistFieldT?.value ?? 0) / Math.SQRT2);
  const torque = (2 * ELEMENTARY_CHARGE_C * magnet.magnetisationAPerM * freeLayer.thicknessM.value) / REDUCED_PLANCK_J_S;
  const densityAPerM2 = (torque * fieldT) / effectiveSpinHallAngle(switching);
  return densityAPerM2 * switching.channelWidthM.value * switching.channelThicknessM.value;
}

/** A through the junction: (4 e / hbar) (alpha / eta) E_b, times 1 + M_s / (2 H_k) for an in-plane magnet (Sun 2000). */
export function spinTransferCurrentA(technology: MtjTechnology, temperatureK: number, magnetism: Magnetism = MAGNETISM): number {
  const { freeLayer, spinTransferEfficiency } = technology.device;
  const magnet = magnetOf(technology, temperatureK, magnetism);
  const shape = precessionT(technology, magnet) / magnet.anisotropyT;
  const barrierJ = barrierEnergyJ(technology, temperatureK, magnetism);
  return (4 * ELEMENTARY_CHARGE_C * freeLayer.damping.value * barrierJ * shape) / (REDUCED_PLANCK_J_S * spinTransferEfficiency.value);
}

export interface WriteConditions {
  readonly currentA: number;
  readonly pulseS: number;
  readonly temperatureK: number;
}

/** Probability that a pulse does not switch the cell, 0 to 1. */
export function writeErrorRate(technology: MtjTechnology, write: WriteConditions, magnetism: Magnetism = MAGNETISM): number {
  const { switching } = technology.device;
  return switching.kind === "spin-orbit" && switching.easyAxis === "perpendicular"
    ? thresholdErrorRate(technology, switching, write, magnetism)
    : incubatedErrorRate(technology, write, magnetism);
}

/**
 * Antidamping starts from a thermal angle: 1 - exp(-(pi^2 Delta / 4)(i - 1) / (i exp(2 (i - 1) t / tau_D) - 1)), i = I / I_c,
 * tau_D = (1 + alpha^2) / (alpha gamma B) (Butler et al., IEEE Trans. Magn. 48, 4684, 2012). Below I_c, thermal activation.
 */
function incubatedErrorRate(technology: MtjTechnology, { currentA, pulseS, temperatureK }: WriteConditions, magnetism: Magnetism): number {
  const overdrive = currentA / criticalCurrentA(technology, temperatureK, magnetism);
  const delta = thermalStability(technology, temperatureK, magnetism);
  const damping = technology.device.freeLayer.damping.value;
  const relaxationS = (1 + damping ** 2) / (
    damping * GYROMAGNETIC_RATIO_PER_T_S * precessionT(technology, magnetOf(technology, temperatureK, magnetism))
  );
  const growth = (2 * pulseS) / relaxationS;
  const excess = overdrive - 1;
  if (excess > 0) return -Math.expm1((-(Math.PI ** 2 / 4) * delta * excess) / (excess + overdrive * Math.expm1(excess * growth)));
  const atThreshold = -Math.expm1((-(Math.PI ** 2 / 4) * delta) / (1 + growth));
  return Math.max(atThreshold, 1 - activationProbability(pulseS, delta * excess ** 2, magnetism));
}

/** No incubation: the threshold I_c (1 + t_0 / t) (Garello et al., APL 105, 212402, 2014) with a normal spread from cycle to cycle. */
function thresholdErrorRate(
  technology: MtjTechnology, switching: SpinOrbit, { currentA, pulseS, temperatureK }: WriteConditions, magnetism: Magnetism,
): number {
  const thresholdA = criticalCurrentA(technology, temperatureK, magnetism) * (1 + (switching.chargeTimeS?.value ?? 0) / pulseS);
  const spread = switching.criticalCurrentSpread?.value ?? 0;
  if (spread === 0) return currentA >= thresholdA ? 0 : 1;
  return normalTail((currentA / thresholdA - 1) / spread);
}

/** Probability that reading for `durationS` with `currentA` through one junction flips it: barrier Delta (1 - I / I_c)^2 (macrospin). */
export function readDisturbProbability(
  technology: MtjTechnology, { currentA, pulseS, temperatureK }: WriteConditions, magnetism: Magnetism = MAGNETISM,
): number {
  const share = Math.min(1, currentA / spinTransferCurrentA(technology, temperatureK, magnetism));
  return activationProbability(pulseS, thermalStability(technology, temperatureK, magnetism) * (1 - share) ** 2, magnetism);
}
