// Column multiplexer: one NMOS pass device per column joins k columns to one sense amplifier. A mux of one is not built.
// Leaves out its leakage.

import type { CellValues } from "../technology/index.js";
import type { CircuitContext } from "./circuit-context.js";
import { loneTransistor } from "./gate.js";
import { gateCapacitance, onCurrent, onResistance } from "./transistor.js";

export interface ColumnMux {
  /** Columns joined, 1 where there is no multiplexer. */
  readonly ways: number;
  readonly resistanceOhm: number;
  /** Drain of one pass device and gate of one, F. */
  readonly drainCapF: number;
  readonly gateCapF: number;
  readonly heightM: number;
}

/** @param throughA current the devices must carry (the write current where it takes this path), A */
export function columnMux(context: CircuitContext, ways: number, cell: CellValues, throughA: number): ColumnMux {
  if (ways === 1) return { ways, resistanceOhm: 0, drainCapF: 0, gateCapF: 0, heightM: 0 };
  const { process, constants } = context;
  const F = process.featureSizeM;
  const lowOhm = Math.min(cell.resistanceParallelOhm, cell.resistanceAntiParallelOhm);
  const forDropM = (onResistance(process, F, "n") * F) / (constants.muxDropShare * lowOhm);
  const widthM = Math.max(
    constants.muxWidthMinF * F,
    throughA / onCurrent(process, "n"),
    Math.min(constants.transistorWidthMaxF * F, forDropM),
  );
  const device = loneTransistor(context, widthM, "n");
  return {
    ways,
    resistanceOhm: onResistance(process, widthM, "n"),
    drainCapF: device.outputCapF,
    gateCapF: gateCapacitance(process, widthM),
    heightM: device.heightM,
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
