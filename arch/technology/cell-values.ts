// A memory cell as plain numbers: what circuit models compute with. Resolves RA products and channel geometry,
// and scales feature sizes to the process chosen.

import type { CmosProcess } from "./cmos/index.js";
import type { Junction, MemoryTechnology, WriteElement } from "./memory-technology.js";

export interface CellValues {
  /** Along the bitline and along the wordline. */
  readonly heightM: number;
  readonly widthM: number;
  readonly readAccessWidthM: number;
  readonly writeAccessWidthM: number;
  readonly resistanceParallelOhm: number;
  readonly resistanceAntiParallelOhm: number;
  readonly oneIsAntiParallel: boolean;
  readonly readVoltageV: number;
  readonly minSenseVoltageV: number;
  /** Power of one cell while it is sensed, where a source states it; null to compute it from the levels. */
  readonly statedReadPowerW: number | null;
  readonly setCurrentA: number;
  readonly resetCurrentA: number;
  readonly setPulseS: number;
  readonly resetPulseS: number;
  readonly writeSupplyV: number;
  readonly accessDropV: number;
  /** What the write current flows through besides the access device. */
  readonly writeElementOhm: number;
  /** Energy to switch one bit where a source states it; null to compute it from current, supply and pulse. */
  readonly statedSetEnergyJ: number | null;
  readonly statedResetEnergyJ: number | null;
  readonly hasSeparateReadWritePaths: boolean;
  readonly wordlinesPerRow: 1 | 2;
}

/** The cell of a technology drawn in a process. */
export function resolveCell(technology: MemoryTechnology, process: CmosProcess): CellValues {
  const { cell, read, write } = technology;
  const featureSizeM = process.featureSizeM;
  const [parallelOhm, antiParallelOhm] = junctionResistances(technology.junction);
  return {
    heightM: Math.sqrt(cell.areaF2.value * cell.aspectRatio.value) * featureSizeM,
    widthM: Math.sqrt(cell.areaF2.value / cell.aspectRatio.value) * featureSizeM,
    readAccessWidthM: cell.readAccessWidthF.value * featureSizeM,
    writeAccessWidthM: cell.writeAccessWidthF.value * featureSizeM,
    resistanceParallelOhm: parallelOhm,
    resistanceAntiParallelOhm: antiParallelOhm,
    oneIsAntiParallel: technology.oneState === "anti-parallel",
    readVoltageV: read.voltageV.value,
    minSenseVoltageV: read.minSenseVoltageV.value,
    statedReadPowerW: read.powerW?.value ?? null,
    setCurrentA: write.setCurrentA.value,
    resetCurrentA: write.resetCurrentA.value,
    setPulseS: write.setPulseS.value,
    resetPulseS: write.resetPulseS.value,
    writeSupplyV: write.supplyV.value,
    accessDropV: write.accessDropV.value,
    writeElementOhm: elementResistance(write.element, parallelOhm, antiParallelOhm),
    statedSetEnergyJ: write.energy.kind === "stated" ? write.energy.setEnergyJ.value : null,
    statedResetEnergyJ: write.energy.kind === "stated" ? write.energy.resetEnergyJ.value : null,
    hasSeparateReadWritePaths: technology.hasSeparateReadWritePaths,
    wordlinesPerRow: technology.wordlinesPerRow,
  };
}

/** R_P and R_AP in ohm; an elliptic junction has R_P = RA / (pi a b / 4), R_AP = R_P (1 + TMR). */
export function junctionResistances(junction: Junction): readonly [number, number] {
  if (junction.kind === "resistances") return [junction.resistanceParallelOhm.value, junction.resistanceAntiParallelOhm.value];
  const areaM2 = (Math.PI / 4) * junction.majorAxisM.value * junction.minorAxisM.value;
  const parallelOhm = junction.resistanceAreaOhmM2.value / areaM2;
  return [parallelOhm, parallelOhm * (1 + junction.tunnelMagnetoresistance.value)];
}

// A junction that is written through itself passes both states on the way; their mean is what the current meets.
function elementResistance(element: WriteElement, parallelOhm: number, antiParallelOhm: number): number {
  switch (element.kind) {
    case "junction": return (parallelOhm + antiParallelOhm) / 2;
    case "channel": return element.resistanceOhm.value;
    case "channel-geometry":
      return (element.resistivityOhmM.value * element.lengthM.value) / (element.widthM.value * element.thicknessM.value);
  }
}
