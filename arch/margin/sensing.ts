// The two ways of sensing, as relations between bitline conductance and what is compared.
// Current: the bitline is held at the read voltage, its current compared with the reference branch's; the offset is a mismatch of
// the two holding voltages. Voltage: one current is forced through any level, chosen so that none exceeds the read voltage; the
// offset adds to the reference. Leaves out noise in time and variation of the reference branch.

import type { SenseMode } from "./variation.js";

export interface Sensing {
  readonly mode: SenseMode;
  readonly unit: "A" | "V";
  /** What the amplifier compares, from the conductance of the open cells together. */
  readonly sensedAt: (conductanceS: number) => number;
  /** The inverse. */
  readonly conductanceAt: (sensed: number) => number;
  /** Conductance at which the decision turns with the offset `z` sigmas from zero; Infinity where nothing is enough. */
  readonly thresholdS: (referenceS: number, z: number) => number;
  /** Offset in sigmas at which the decision turns for this conductance. */
  readonly offsetAt: (referenceS: number, conductanceS: number) => number;
  /** A positive offset asks for more conductance. */
  readonly offsetRaisesThreshold: boolean;
  /** Standard deviation of the offset over the reference, to first order. */
  readonly relativeOffset: (referenceS: number) => number;
}

/** @param lowestS conductance of the level that conducts least */
export function sensingOf(mode: SenseMode, readVoltageV: number, offsetV: number, lowestS: number): Sensing {
  if (mode === "current") {
    return {
      mode,
      unit: "A",
      sensedAt: (conductanceS) => readVoltageV * conductanceS,
      conductanceAt: (currentA) => currentA / readVoltageV,
      thresholdS: (referenceS, z) => referenceS * (1 + (z * offsetV) / readVoltageV),
      offsetAt: (referenceS, conductanceS) => ((conductanceS / referenceS - 1) * readVoltageV) / offsetV,
      offsetRaisesThreshold: true,
      relativeOffset: () => offsetV / readVoltageV,
    };
  }
  // No level may put more than the read voltage on its junctions.
  const forcedCurrentA = readVoltageV * lowestS;
  return {
    mode,
    unit: "V",
    sensedAt: (conductanceS) => forcedCurrentA / conductanceS,
    conductanceAt: (voltageV) => forcedCurrentA / voltageV,
    thresholdS: (referenceS, z) => {
      const voltageV = forcedCurrentA / referenceS + z * offsetV;
      return voltageV > 0 ? forcedCurrentA / voltageV : Infinity;
    },
    offsetAt: (referenceS, conductanceS) => (forcedCurrentA / conductanceS - forcedCurrentA / referenceS) / offsetV,
    offsetRaisesThreshold: false,
    relativeOffset: (referenceS) => (offsetV * referenceS) / forcedCurrentA,
  };
}
