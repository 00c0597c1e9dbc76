// Resistance and capacitance of a wire per length (CACTI 5.1): plates to the layers above and below, sidewalls with a
// Miller factor, fringe. A wire may be drawn wider than its level's minimum. Leaves out inductance.

import type { CmosProcess, WireLevel } from "../technology/index.js";

export interface Wire {
  readonly resistanceOhmPerM: number;
  readonly capacitanceFPerM: number;
}

/** @param widthM drawn width, the level's minimum unless stated; the spacing stays the minimum */
export function wire(process: CmosProcess, level: WireLevel, widthM?: number): Wire {
  const material = process.wires[level];
  const { wireVerticalDielectric, wireMillerFactor, wireFringeFPerM, vacuumPermittivityFPerM } = process.dielectrics;
  const { thicknessM, barrierM } = material;
  const drawnM = Math.max(widthM ?? material.widthM, material.widthM);
  const plates = (2 * wireVerticalDielectric * drawnM) / material.ildThicknessM;
  const sidewalls = (2 * wireMillerFactor * material.horizontalDielectric * thicknessM) / material.widthM;
  return {
    resistanceOhmPerM: material.resistivityOhmM / ((thicknessM - barrierM) * (drawnM - 2 * barrierM)),
    capacitanceFPerM: vacuumPermittivityFPerM * (plates + sidewalls) + wireFringeFPerM,
  };
}
