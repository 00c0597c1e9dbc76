// The memory technology a chip is built in: the card its config names, with the numbers that its `cell` section states over it.
import { stated, type Sourced } from "../provenance/index.js";
import { registryMember } from "../spec/registry-member.js";
import { MEMORY_TECHNOLOGIES, type Junction, type MemoryTechnology, type WriteElement, type WriteEnergy } from "../technology/index.js";
import type { CellSpec, ChipSpec } from "../spec/chip-spec.js";

/** Throws ConfigError for an unknown technology. */
export function statedTechnology(spec: Pick<ChipSpec, "technology" | "cell">): MemoryTechnology {
  const card = registryMember<MemoryTechnology>(MEMORY_TECHNOLOGIES, spec.technology, "chip.technology");
  return spec.cell === null ? card : withCell(card, spec.cell);
}

function withCell(card: MemoryTechnology, cell: CellSpec): MemoryTechnology {
  const hasSeparatePaths = cell.separateReadWritePaths ?? (cell.heavyMetalResistanceOhm !== undefined || card.hasSeparateReadWritePaths);
  const statesPaths = hasSeparatePaths !== card.hasSeparateReadWritePaths;
  return {
    ...card,
    title: `${card.title}, with the cell as the config states it`,
    hasSeparateReadWritePaths: hasSeparatePaths,
    wordlinesPerRow: cell.wordlinesPerRow ?? (statesPaths ? (hasSeparatePaths ? 2 : 1) : card.wordlinesPerRow),
    oneState: cell.oneState ?? card.oneState,
    cell: {
      areaF2: or(card.cell.areaF2, cell.areaF2, "area"),
      aspectRatio: or(card.cell.aspectRatio, cell.aspectRatio, "aspectRatio"),
      readAccessWidthF: or(card.cell.readAccessWidthF, cell.readAccessWidthF, "accessWidth"),
      writeAccessWidthF: or(card.cell.writeAccessWidthF, cell.writeAccessWidthF, "writeAccessWidth"),
    },
    junction: junctionOf(card, cell),
    read: {
      voltageV: or(card.read.voltageV, cell.readVoltageV, "readVoltage"),
      minSenseVoltageV: or(card.read.minSenseVoltageV, cell.minSenseVoltageV, "minSenseVoltage"),
      ...(cell.readPowerW === undefined ? (card.read.powerW === undefined ? {} : { powerW: card.read.powerW }) : { powerW: stated(cell.readPowerW, "W", "chip.cell.readPower") }),
    },
    write: writeOf(card, cell, hasSeparatePaths),
  };
}

/** A stated number instead of the card's, in the card's unit. */
const or = (card: Sourced, value: number | undefined, key: string): Sourced => (value === undefined ? card : stated(value, card.unit, `chip.cell.${key}`));

function junctionOf(card: MemoryTechnology, cell: CellSpec): Junction {
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

function writeOf({ write, hasSeparateReadWritePaths }: MemoryTechnology, cell: CellSpec, hasSeparatePaths: boolean): MemoryTechnology["write"] {
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

const elementOf = (card: WriteElement, { heavyMetalResistanceOhm }: CellSpec): WriteElement =>
  heavyMetalResistanceOhm === undefined ? card : { kind: "channel", resistanceOhm: stated(heavyMetalResistanceOhm, "ohm", "chip.cell.heavyMetalResistance") };

/** An energy stated on a card holds for the card's own current and pulse only. */
function energyOf(card: WriteEnergy, cell: CellSpec): WriteEnergy {
  const { setEnergyJ, resetEnergyJ, setCurrentA, resetCurrentA, setPulseS, resetPulseS } = cell;
  if (setEnergyJ !== undefined && resetEnergyJ !== undefined) {
    return { kind: "stated", setEnergyJ: stated(setEnergyJ, "J", "chip.cell.setEnergy"), resetEnergyJ: stated(resetEnergyJ, "J", "chip.cell.resetEnergy") };
  }
  const isAnotherPulse = [setCurrentA, resetCurrentA, setPulseS, resetPulseS].some((figure) => figure !== undefined);
  return isAnotherPulse ? { kind: "joule" } : card;
}
