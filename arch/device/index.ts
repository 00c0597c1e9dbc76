// Public face of the device models: pure functions of a technology card, SI in and out. Sources stand with each formula.

export { operatingJunction, tmrAtBias } from "./junction.js";
export type { OperatingJunction } from "./junction.js";
export { switchingPulses, writeElementOhm } from "./write-energy.js";
export type { SwitchingPulse } from "./write-energy.js";
export { activationProbability, barrierEnergyJ, magnetisationShare, retentionS, thermalStability } from "./thermal-stability.js";
export { criticalCurrentA, effectiveSpinHallAngle, readDisturbProbability, spinTransferCurrentA, writeErrorRate } from "./switching.js";
export type { WriteConditions } from "./switching.js";
export { levelledWrites, lifetimeS } from "./endurance.js";
export type { Wear } from "./endurance.js";
export { normalDensity, normalTail } from "./normal.js";
