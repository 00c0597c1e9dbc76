// Where a chip's cells are read: junction at its bias, access device in series, read voltage.

import { operatingJunction, type OperatingJunction } from "../device/index.js";
import { onResistance } from "../circuit/transistor.js";
import { resolveCell, type CmosProcess, type MemoryTechnology } from "../technology/index.js";

export interface ReadPoint {
  readonly junction: OperatingJunction;
  /** Across access device and junction. */
  readonly voltageV: number;
}

/** The access device by its resistance averaged over a transition, as in the circuit models. */
export function readPoint(technology: MemoryTechnology, process: CmosProcess): ReadPoint {
  const cell = resolveCell(technology, process);
  const accessOhm = onResistance(process, cell.readAccessWidthM, "n");
  return { junction: operatingJunction(technology, accessOhm, cell.readVoltageV), voltageV: cell.readVoltageV };
}
