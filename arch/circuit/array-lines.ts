// Wordline, bitline and cell resistance of a sub-array, from its geometry and cell. Two cells share a bitline contact.

import type { CellValues } from "../technology/index.js";
import type { CircuitContext } from "./circuit-context.js";
import { loneTransistor } from "./gate.js";
import { gateCapacitance, onResistance } from "./transistor.js";
import { wire } from "./wire.js";

export interface Line {
  readonly lengthM: number;
  readonly resistanceOhm: number;
  readonly capacitanceF: number;
}

/** Drain of an access device, folded into the width of its cell. */
export function accessDrainCapacitance(context: CircuitContext, accessWidthM: number, cell: CellValues): number {
  return loneTransistor(context, accessWidthM, "n", cell.widthM).outputCapF;
}

/** @param accessWidthM of the devices whose gates hang on it */
export function wordline(context: CircuitContext, columns: number, cell: CellValues, accessWidthM: number): Line {
  const lengthM = columns * cell.widthM;
  const local = wire(context.process, "local");
  return {
    lengthM,
    resistanceOhm: local.resistanceOhmPerM * lengthM,
    capacitanceF: local.capacitanceFPerM * lengthM + columns * gateCapacitance(context.process, accessWidthM),
  };
}

/** @param drawnM width of the wire, the local minimum unless stated */
export function bitline(context: CircuitContext, rows: number, cell: CellValues, accessWidthM: number, drawnM?: number): Line {
  const lengthM = rows * cell.heightM;
  const local = wire(context.process, "local", drawnM);
  return {
    lengthM,
    resistanceOhm: local.resistanceOhmPerM * lengthM,
    capacitanceF: local.capacitanceFPerM * lengthM + (rows * accessDrainCapacitance(context, accessWidthM, cell)) / 2,
  };
}

/** Ohm of access device and memory element in series, in both states: what the bitline sees. */
export function cellResistances(context: CircuitContext, cell: CellValues): { readonly lowOhm: number; readonly highOhm: number } {
  const accessOhm = onResistance(context.process, cell.readAccessWidthM, "n");
  return { lowOhm: accessOhm + cell.lowOhm, highOhm: accessOhm + cell.highOhm };
}
