// Every key of NVSim's .cell files (SEAL-UCSB/NVSim 6334d00, MemCell.cpp, and those of the versions before): magnetic cells with a
// transistor can be represented, so keys of other cells are dropped, as NVSim itself does not use them for these.
import type { Gaps } from "./nvsim-gaps.js";
import type { KeyRule, KeyTable, NumberRange, Units } from "./nvsim-keys.js";

const OHM: Units = { ohm: "ohm", Ohm: "ohm", kohm: "kohm" };
const VOLT: Units = { V: "V", mV: "mV" };
const AMPERE: Units = { uA: "uA", mA: "mA", A: "A" };
const SECOND: Units = { ns: "ns", ps: "ps", s: "s" };
const JOULE: Units = { pJ: "pJ", fJ: "fJ", J: "J" };
const WATT: Units = { uW: "uW", mW: "mW", W: "W" };

const cell = (key: string, units: Units, range: NumberRange = "above zero"): KeyRule => ({ field: ["chip", "cell", key], units, range });
const dropped = (reason: string, unit = ""): KeyRule => ({ dropped: reason, units: { [unit]: "" } });
const each = (keys: readonly string[], rule: KeyRule): KeyTable => Object.fromEntries(keys.map((key) => [key, rule]));

const MODE: KeyRule = { read: true, only: ["current"], anyCase: true };
const MEMRISTOR_KEYS = ["OnAtSet", "OffAtSet", "OnAtReset", "OffAtReset", "OnAtHalfRead", "OffAtHalfRead", "OnAtHalfReset"]
  .map((at) => `Resistance${at}Voltage`);
const OTHER_ACCESS = "NVSim uses it for cells without a transistor only";
const FLASH = "NVSim passes it over for a cell that is not flash";
const UNUSED = "NVSim reads it and does not use it";

export const CELL_KEYS: KeyTable = {
  MemCellType: { read: true, only: ["MRAM"] },
  ProcessNode: { read: true, units: { "": "nm", nm: "nm" }, range: "whole and above zero" },
  CellArea: cell("area", { "F^2": "F^2" }),
  CellAspectRatio: { field: ["chip", "cell", "aspectRatio"], as: "number", units: { "": "" }, range: "above zero" },
  ResistanceOn: cell("resistanceOn", OHM),
  ResistanceOff: cell("resistanceOff", OHM),
  ResistanceOnAtReadVoltage: cell("resistanceOn", OHM),
  ResistanceOffAtReadVoltage: cell("resistanceOff", OHM),
  ...each(MEMRISTOR_KEYS, dropped("NVSim uses it for memristors only", "ohm")),
  CapacitanceOn: dropped(OTHER_ACCESS, "F"),
  CapacitanceOff: dropped(OTHER_ACCESS, "F"),
  GateOxThicknessFactor: dropped("NVSim uses it for floating-body cells only"),
  SOIDeviceWidth: dropped("NVSim uses it for floating-body cells only", "F"),
  ReadMode: MODE,
  ReadVoltage: cell("readVoltage", VOLT),
  ReadCurrent: dropped("NVSim senses currents under the stated read voltage and uses this one for voltage sensing only", "uA"),
  ReadPower: cell("readPower", WATT, "zero-is-unstated"),
  ReadEnergy: { dropped: "a key of older versions, for which newer ones have ReadPower", units: { pJ: "" }, only: [0] },
  WordlineBoostRatio: dropped(UNUSED),
  MinSenseVoltage: cell("minSenseVoltage", VOLT),
  ResetMode: MODE,
  ResetVoltage: { read: true, units: VOLT },
  ResetCurrent: cell("resetCurrent", AMPERE),
  ResetPulse: cell("resetPulse", SECOND),
  ResetEnergy: cell("resetEnergy", JOULE, "zero-is-unstated"),
  SetMode: MODE,
  SetVoltage: { read: true, units: VOLT },
  SetCurrent: cell("setCurrent", AMPERE),
  SetPulse: cell("setPulse", SECOND),
  SetEnergy: cell("setEnergy", JOULE, "zero-is-unstated"),
  AccessType: { read: true, only: ["CMOS"] },
  AccessCMOSWidth: cell("accessWidth", { F: "F" }),
  VoltageDropAccessDevice: cell("accessVoltageDrop", VOLT, "not below zero"),
  LeakageCurrentAccessDevice: dropped("currents of unselected cells are not modelled", "uA"),
  DRAMCellCapacitance: dropped("NVSim passes it over for a cell that is not DRAM", "F"),
  ...each(["SRAMCellNMOSWidth", "SRAMCellPMOSWidth"], dropped("NVSim passes it over for a cell that is not SRAM", "F")),
  ReadFloating: { dropped: OTHER_ACCESS },
  ...each(["FlashEraseVoltage", "FlashProgramVoltage", "FlashPassVoltage"], dropped(FLASH, "V")),
  FlashEraseTime: dropped(FLASH, "ms"),
  FlashProgramTime: dropped(FLASH, "us"),
  GateCouplingRatio: dropped(FLASH),
  Stitching: dropped("stitching of wordlines is not modelled"),
};

/** What becomes of lines that are left out. Without type, area and resistances a file is no cell. */
export const CELL_GAPS: Gaps = {
  essentials: [["CellArea"], ["ResistanceOn", "ResistanceOnAtReadVoltage"], ["ResistanceOff", "ResistanceOffAtReadVoltage"]],
  unrepresented: { MemCellType: ["PCRAM", "MRAM"] },
  defaults: {
    MinSenseVoltage: { path: ["chip", "cell", "minSenseVoltage"], value: "80 mV" },
    VoltageDropAccessDevice: { path: ["chip", "cell", "accessVoltageDrop"], value: "0 V" },
  },
  others: { ReadMode: ["voltage", "current"], ResetMode: ["voltage", "current"], SetMode: ["voltage", "current"] },
  valueless: ["CellAspectRatio", "ReadVoltage", "ResetCurrent", "ResetPulse", "SetCurrent", "SetPulse", "AccessCMOSWidth"],
  pairs: [["ResetCurrent", "SetCurrent"], ["ResetPulse", "SetPulse"]],
};
