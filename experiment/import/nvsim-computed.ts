// What NVSim computes for a cell where the file states nothing, or the 0 that stands for nothing: energies of a write and the power of a
// read (MemCell.cpp, CalculateWriteEnergy and CalculateReadPower, for current sensing and writing by current). Written down as numbers,
// for Pimento's own rules for these differ.
import { processOf, technologyOf } from "../../arch/chip/chip-costs.js";
import type { ChipSpec } from "../../arch/spec/chip-spec.js";
import { resolveCell, type CellValues } from "../../arch/technology/index.js";
import { formatQuantity, quantity } from "../../sim/quantity.js";
import { isStated, refuseProblems, type Converted, type ConvertedField } from "./nvsim-keys.js";
import { numberOf, valueOf, type KeyLine } from "./nvsim-lines.js";

/** More digits than a file states, fewer than a sum of doubles has. */
const DIGITS = 12;

interface Computed {
  readonly key: string;
  readonly field: string;
  readonly value: number;
  readonly unit: "J" | "W";
  /** In words, with the supply as a number. */
  readonly formula: string;
}

/** Keys of the cell file whose values have to be computed. */
export const openKeys = (lines: readonly KeyLine[]): string[] =>
  ["ReadPower", "ResetEnergy", "SetEnergy"].filter((key) => !isStated(lines, key));

/**
 * @param file where the cell stands, for errors
 * @param chip with the cell and the process around it
 * Throws ConfigError where NVSim's formula gives nothing above zero.
 */
export function computedFields(file: string, lines: readonly KeyLine[], chip: ChipSpec): Converted {
  const open = openKeys(lines);
  const all = [readPower(chip), writeEnergy("Reset", lines, chip), writeEnergy("Set", lines, chip)];
  const computed = all.filter(({ key }) => open.includes(key));
  refuseProblems(computed.filter(({ value }) => !(value > 0)).map(({ key, formula, value, unit }) => ({
    path: file, message: `${key} is not stated, and NVSim computes ${formula}, which is not above zero`, found: formatQuantity(value, unit),
  })));
  return { fields: computed.map(fieldOf), notes: [...computed.map((each) => noteOf(each, lines)), ...unusedVoltages(lines, open)] };
}

const fieldOf = ({ field, value, unit }: Computed): ConvertedField =>
  ({ path: ["chip", "cell", field], value: formatQuantity(value, unit, DIGITS) });

/** As the file states it, and as Pimento's card has it where NVSim has no value. */
const cellOf = (chip: ChipSpec): CellValues => resolveCell(technologyOf(chip), processOf(chip));

/** VDD x the current of the low resistance under what the access device leaves of the read voltage. */
function readPower(chip: ChipSpec): Computed {
  const { readVoltageV, accessDropV, lowOhm } = cellOf(chip);
  const value = (processOf(chip).vddV * (readVoltageV - accessDropV)) / lowOhm;
  const formula = `${supplyText(chip)} x (ReadVoltage - VoltageDropAccessDevice) / ResistanceOn`;
  return { key: "ReadPower", field: "readPower", value, unit: "W", formula };
}

/** Voltage x current x pulse, where the voltage is VDD unless the file states a ResetVoltage: NVSim asks for that one both times. */
function writeEnergy(way: "Reset" | "Set", lines: readonly KeyLine[], chip: ChipSpec): Computed {
  const { currentA, pulseS } = way === "Set" ? cellOf(chip).set : cellOf(chip).reset;
  const isBySupply = voltageOf(lines, "ResetVoltage") === 0;
  const voltageV = isBySupply ? processOf(chip).vddV : voltageOf(lines, `${way}Voltage`);
  const value = voltageV * (currentA * pulseS);
  const voltageText = isBySupply ? supplyText(chip) : `${way}Voltage (${formatQuantity(voltageV, "V")})`;
  const field = way === "Set" ? "setEnergy" : "resetEnergy";
  return { key: `${way}Energy`, field, value, unit: "J", formula: `${voltageText} x ${way}Current x ${way}Pulse` };
}

function supplyText(chip: ChipSpec): string {
  const { vddV } = processOf(chip);
  return `VDD (${formatQuantity(vddV, "V")} at ${formatQuantity(chip.process.nodeM, "m")} ${chip.process.roadmap})`;
}

function noteOf({ key, formula, value, unit }: Computed, lines: readonly KeyLine[]): string {
  const how = valueOf(lines, key) === undefined ? "not stated" : "0 stands for not stated";
  return `${key}: ${how}, so it is what NVSim computes, ${formula} = ${formatQuantity(value, unit)}`;
}

/** In volts and without a sign, as NVSim uses it; 0 for a line that is left out. */
function voltageOf(lines: readonly KeyLine[], key: string): number {
  const line = valueOf(lines, key);
  return line === undefined ? 0 : Math.abs(quantity(`${numberOf(line)} ${line.unit}`, "V"));
}

/** Notes on voltages of a write that go into no energy. */
function unusedVoltages(lines: readonly KeyLine[], open: readonly string[]): string[] {
  const isUsed = (way: string): boolean => open.includes(`${way}Energy`) && voltageOf(lines, "ResetVoltage") !== 0;
  const reason = (way: string): string => `NVSim uses it only for a ${way}Energy that is not stated, and only beside a ResetVoltage`;
  return ["Reset", "Set"].filter((way) => voltageOf(lines, `${way}Voltage`) !== 0 && !isUsed(way))
    .map((way) => `${way}Voltage: ${valueOf(lines, `${way}Voltage`)!.value} is not carried over: ${reason(way)}`);
}
