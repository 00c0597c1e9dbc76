// A resistive cell as a config states it: two resistances, and for each direction of writing a voltage across the cell, a current, a pulse.
import { stated } from "../../provenance/index.js";
import type { CellSpec } from "../../spec/chip-spec.js";
import type { ResistiveTechnology, ResistiveWrite } from "../../technology/index.js";
import { LAYOUT_FIELDS, SENSED_FIELDS, isAnotherPulse, layoutOver, or, readingOver, statedTitle, type StatedCell } from "./stated-cell.js";

export const statedResistive: StatedCell<ResistiveTechnology> = {
  fields: [...LAYOUT_FIELDS, ...SENSED_FIELDS, "writeVoltage", "setVoltage", "resetVoltage"],
  over: (card, cell) => ({
    ...card,
    title: statedTitle(card.title),
    cell: { ...layoutOver(card.cell, cell), accessWidthF: or(card.cell.accessWidthF, cell.readAccessWidthF, "accessWidth") },
    resistance: {
      lowOhm: or(card.resistance.lowOhm, cell.resistanceOnOhm, "resistanceOn"),
      highOhm: or(card.resistance.highOhm, cell.resistanceOffOhm, "resistanceOff"),
    },
    read: readingOver(card.read, cell),
    write: {
      set: writeOver(card.write.set, cell, "set"),
      reset: writeOver(card.write.reset, cell, "reset"),
      supplyV: or(card.write.supplyV, cell.writeSupplyV, "writeSupply"),
      accessDropV: or(card.write.accessDropV, cell.accessVoltageDropV, "accessVoltageDrop"),
    },
  }),
};

function writeOver(card: ResistiveWrite, cell: CellSpec, direction: "set" | "reset"): ResistiveWrite {
  const energy = cell[`${direction}EnergyJ`];
  const energyJ = energy === undefined
    ? (isAnotherPulse(cell) ? undefined : card.energyJ)
    : stated(energy, "J", `chip.cell.${direction}Energy`);
  return {
    voltageV: or(card.voltageV, cell[`${direction}VoltageV`], `${direction}Voltage`),
    currentA: or(card.currentA, cell[`${direction}CurrentA`], `${direction}Current`),
    pulseS: or(card.pulseS, cell[`${direction}PulseS`], `${direction}Pulse`),
    ...(energyJ === undefined ? {} : { energyJ }),
  };
}
