// NVSim's .cell: one memory cell. Magnetic cells with a CMOS access device become `chip.cell`; other kinds are refused.
import type { Importer, ImportSource } from "./importer.js";
import { configText } from "./config-text.js";
import { convertLines, type Converted, type KeyTable } from "./nvsim-keys.js";
import { keyLines } from "./nvsim-lines.js";

const cell = (key: string, units: Readonly<Record<string, string>>): KeyTable[string] => ({ field: ["chip", "cell", key], units });
const OHM = { ohm: "ohm", Ohm: "ohm", kohm: "kohm" };
const VOLT = { V: "V", mV: "mV" };
const AMPERE = { uA: "uA", mA: "mA", A: "A" };
const SECOND = { ns: "ns", ps: "ps", s: "s" };
const JOULE = { pJ: "pJ", fJ: "fJ", J: "J" };

export const CELL_KEYS: KeyTable = {
  MemCellType: { only: ["MRAM"] },
  ProcessNode: { field: ["chip", "process", "node"], units: { "": "nm", nm: "nm" } },
  CellArea: cell("area", { "F^2": "F^2" }),
  CellAspectRatio: { field: ["chip", "cell", "aspectRatio"], as: "number" },
  ResistanceOn: cell("resistanceOn", OHM),
  ResistanceOff: cell("resistanceOff", OHM),
  ReadMode: { only: ["current"] },
  ReadVoltage: cell("readVoltage", VOLT),
  MinSenseVoltage: cell("minSenseVoltage", VOLT),
  ReadPower: cell("readPower", { uW: "uW", mW: "mW", W: "W" }),
  ResetMode: { only: ["current"] },
  ResetCurrent: cell("resetCurrent", AMPERE),
  ResetPulse: cell("resetPulse", SECOND),
  ResetEnergy: cell("resetEnergy", JOULE),
  SetMode: { only: ["current"] },
  SetCurrent: cell("setCurrent", AMPERE),
  SetPulse: cell("setPulse", SECOND),
  SetEnergy: cell("setEnergy", JOULE),
  AccessType: { only: ["CMOS"] },
  VoltageDropAccessDevice: cell("accessVoltageDrop", VOLT),
  AccessCMOSWidth: cell("accessWidth", { F: "F" }),
  ReadFloating: { only: ["false", "no"] },
  Stitching: { dropped: "stitching of wordlines is not modelled" },
};

/** One write path, one wordline: what an MRAM cell is to NVSim. */
const BASE: Converted["fields"] = [[["chip", "technology"], "stt-mram"]];

/** Fields and notes of a cell file. Throws ConfigError. */
export function convertCell(source: ImportSource): Converted {
  const { fields, notes } = convertLines(source, keyLines(source), CELL_KEYS);
  return { fields: [...BASE, ...fields], notes };
}

export const nvsimCell: Importer = {
  describe: "memory cell of NVSim",
  extension: ".cell",
  companions: () => [],
  convert: (source) => {
    const converted = convertCell(source);
    return { text: configText(source.file, converted), notes: converted.notes };
  },
};
