// Bitline while it is sensed by current (Seevinck 1991): the sense node is held, so the line settles without charging.
// Leaves out voltage sensing and noise.

import type { Line } from "./array-lines.js";
import type { ColumnMux } from "./column-mux.js";

/** s; the slowest cell is the one of high resistance. @param cellOhm access device and memory element in series */
export function bitlineDelay(line: Line, cellOhm: number): number {
  const tauS = (line.resistanceOhm * line.capacitanceF * 0.5 * (cellOhm + line.resistanceOhm / 3)) / (cellOhm + line.resistanceOhm);
  return Math.LN2 * tauS;
}

/** J of one column's small swing: the read voltage divided between cell, line and multiplexer, squared over their capacitance. */
export function bitlineSwingEnergy(line: Line, mux: ColumnMux, readVoltageV: number, cellOhm: number, accessDrainF: number): number {
  const totalOhm = mux.resistanceOhm + line.resistanceOhm + cellOhm;
  const lowV = (readVoltageV * mux.resistanceOhm) / totalOhm;
  const highV = (readVoltageV * (mux.resistanceOhm + line.resistanceOhm)) / totalOhm;
  const line2V = (highV * highV + lowV * lowV + highV * lowV) / 3;
  return accessDrainF * highV * highV + mux.drainCapF * lowV * lowV + line.capacitanceF * line2V;
}
