// A magnetic tunnel junction as a config states it: by its resistances, or by RA product, size and TMR; written through a channel or
// itself.
import { stated } from "../../provenance/index.js";
import type { CellSpec } from "../../spec/chip-spec.js";
import type { Junction, MtjTechnology, WriteElement, WriteEnergy } from "../../technology/index.js";
import { LAYOUT_FIELDS, SENSED_FIELDS, isAnotherPulse, layoutOver, or, readingOver, statedTitle, type StatedCell } from "./stated-cell.js";

export const statedMtj: StatedCell<MtjTechnology> = {
  fields: [
    ...LAYOUT_FIELDS, ...SENSED_FIELDS, "raProduct", "tmr", "diameter", "length", "width", "oneState",
    "writeAccessWidth", "heavyMetalResistance", "separateReadWritePaths", "wordlinesPerRow",
  ],
  over: (card, cell) => {
    const hasSeparatePaths = cell.separateReadWritePaths ?? (cell.heavyMetalResistanceOhm !== undefined || card.hasSeparateReadWritePaths);
    const statesPaths = hasSeparatePaths !== card.hasSeparateReadWritePaths;
    return {
      ...card,
      title: statedTitle(card.title),
      hasSeparateReadWritePaths: hasSeparatePaths,
      wordlinesPerRow: cell.wordlinesPerRow ?? (statesPaths ? (hasSeparatePaths ? 2 : 1) : card.wordlinesPerRow),
      oneState: cell.oneState ?? card.oneState,
      cell: {
        ...layoutOver(card.cell, cell),
        readAccessWidthF: or(card.cell.readAccessWidthF, cell.readAccessWidthF, "accessWidth"),
        writeAccessWidthF: or(card.cell.writeAccessWidthF, cell.writeAccessWidthF, "writeAccessWidth"),
      },
      junction: junctionOf(card, cell),
      read: readingOver(card.read, cell),
      write: writeOf(card, cell, hasSeparatePaths),
    };
  },
};

function junctionOf(card: MtjTechnology, cell: CellSpec): Junction {
  const { resistanceOnOhm, resistanceOffOhm, raProductOhmM2, majorAxisM, minorAxisM, tmrRatio } = cell;
  if (resistanceOnOhm !== undefined && resistanceOffOhm !== undefined) {
    return {
      kind: "resistances",
      resistanceParallelOhm: stated(resistanceOnOhm, "ohm", "chip.cell.resistanceOn"),
      resistanceAntiParallelOhm: stated(resistanceOffOhm, "ohm", "chip.cell.resistanceOff"),
    };
  }
  if (raProductOhmM2 === undefined || majorAxisM === undefined || minorAxisM === undefined || tmrRatio === undefined) return card.junction;
  return {
    kind: "resistance-area",
    resistanceAreaOhmM2: stated(raProductOhmM2, "ohm m^2", "chip.cell.raProduct"),
    majorAxisM: stated(majorAxisM, "m", "chip.cell.length"),
    minorAxisM: stated(minorAxisM, "m", "chip.cell.width"),
    tunnelMagnetoresistance: stated(tmrRatio, "1", "chip.cell.tmr"),
  };
}

function writeOf({ write, hasSeparateReadWritePaths }: MtjTechnology, cell: CellSpec, hasSeparatePaths: boolean): MtjTechnology["write"] {
  return {
    setCurrentA: or(write.setCurrentA, cell.setCurrentA, "setCurrent"),
    resetCurrentA: or(write.resetCurrentA, cell.resetCurrentA, "resetCurrent"),
    setPulseS: or(write.setPulseS, cell.setPulseS, "setPulse"),
    resetPulseS: or(write.resetPulseS, cell.resetPulseS, "resetPulse"),
    supplyV: or(write.supplyV, cell.writeSupplyV, "writeSupply"),
    accessDropV: or(write.accessDropV, cell.accessVoltageDropV, "accessVoltageDrop"),
    element: hasSeparatePaths || !hasSeparateReadWritePaths ? elementOf(write.element, cell) : { kind: "junction" },
    energy: energyOf(write.energy, cell),
  };
}

function elementOf(card: WriteElement, { heavyMetalResistanceOhm }: CellSpec): WriteElement {
  if (heavyMetalResistanceOhm === undefined) return card;
  return { kind: "channel", resistanceOhm: stated(heavyMetalResistanceOhm, "ohm", "chip.cell.heavyMetalResistance") };
}

function energyOf(card: WriteEnergy, cell: CellSpec): WriteEnergy {
  const { setEnergyJ, resetEnergyJ } = cell;
  if (setEnergyJ === undefined || resetEnergyJ === undefined) return isAnotherPulse(cell) ? { kind: "joule" } : card;
  return {
    kind: "stated",
    setEnergyJ: stated(setEnergyJ, "J", "chip.cell.setEnergy"),
    resetEnergyJ: stated(resetEnergyJ, "J", "chip.cell.resetEnergy"),
  };
}
