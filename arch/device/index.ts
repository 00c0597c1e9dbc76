// Public face of the device models: pure functions of a technology card, SI in and out. Sources stand with each formula.

export { operatingJunction, operatingResistances, tmrAtBias } from "./junction.js";
export type { OperatingJunction, OperatingResistances } from "./junction.js";
export { switchingPulses } from "./write-energy.js";
export type { SwitchingPulse } from "./write-energy.js";
export { activationProbability, barrierEnergyJ, magnetisationShare, retentionS, thermalStability } from "./thermal-stability.js";
export { criticalCurrentA, effectiveSpinHallAngle, readDisturbProbability, spinTransferCurrentA, writeErrorRate } from "./switching.js";
export type { WriteConditions } from "./switching.js";
export { levelledWrites, lifetimeS } from "./endurance.js";
export type { Wear } from "./endurance.js";
export { normalDensity, normalTail } from "./normal.js";
