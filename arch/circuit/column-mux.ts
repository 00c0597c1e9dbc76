// Column multiplexer: one NMOS pass device per column joins k columns to one sense amplifier. A mux of one is not built.
// Leaves out its leakage.

import type { CircuitContext } from "./circuit-context.js";
import { loneTransistor } from "./gate.js";
import { gateCapacitance, onCurrent, onResistance, widthForResistance } from "./transistor.js";

export interface ColumnMux {
  /** Columns joined, 1 where there is no multiplexer. */
  readonly ways: number;
  readonly resistanceOhm: number;
  /** Drain of one pass device and gate of one, F. */
  readonly drainCapF: number;
  readonly gateCapF: number;
  readonly heightM: number;
}

export interface PassTarget {
  /** Resistance the device should not exceed, where the widest transistor allows it. */
  readonly mostOhm: number;
  /** Current it must carry; 0 where it only senses. */
  readonly throughA: number;
}

/** @param pitchM of one column */
export function columnMux(context: CircuitContext, ways: number, pitchM: number, target: PassTarget): ColumnMux {
  if (ways === 1) return { ways, resistanceOhm: 0, drainCapF: 0, gateCapF: 0, heightM: 0 };
  const { process, constants } = context;
  const F = process.featureSizeM;
  const widthM = Math.max(
    constants.muxWidthMinF * F,
    target.throughA / onCurrent(process, "n"),
    Math.min(constants.transistorWidthMaxF * F, widthForResistance(process, target.mostOhm)),
  );
  const device = loneTransistor(context, widthM, "n", constants.regionHeightAreaF * F);
  return {
    ways,
    resistanceOhm: onResistance(process, widthM, "n"),
    drainCapF: device.outputCapF,
    gateCapF: gateCapacitance(process, widthM),
    // A device wider than its column takes more rows of devices.
    heightM: device.heightM * Math.max(1, device.widthM / pitchM),
  };
}

/** s until the sense node follows the bitline to 10 %. */
export function muxDelay(mux: ColumnMux, senseCapF: number): number {
  return Math.LN10 * mux.resistanceOhm * (mux.ways * mux.drainCapF + senseCapF);
}

/** J of one sensed column: the sense node swings to one threshold below VDD. */
export function muxEnergy(context: CircuitContext, mux: ColumnMux, senseCapF: number): number {
  if (mux.ways === 1) return 0;
  const { vddV, thresholdV } = context.process;
  return (mux.ways * mux.drainCapF + senseCapF) * vddV * (vddV - thresholdV);
}
