// NVSim's .cfg: process, geometry and the cell file it names. A geometry forced by hand becomes one array; one that NVSim would
// search for is left to the default and said so. Under the reference conventions, which are NVSim's.
import { ConfigError } from "../../sim/errors.js";
import { configText } from "./config-text.js";
import type { Importer, ImportSource } from "./importer.js";
import { convertCell } from "./nvsim-cell.js";
import { convertLines, type Converted, type KeyTable } from "./nvsim-keys.js";
import { keyLines, problemAt, valueOf, type KeyLine } from "./nvsim-lines.js";

const SEARCH = "NVSim searches for a design, Pimento estimates the one it is given";
const CACHE = "a cache around the array is not modelled";
const WIRES = "wires between arrays have one model";

const CONFIG_KEYS: KeyTable = {
  DesignTarget: { only: ["RAM"] },
  ProcessNode: { field: ["chip", "process", "node"], units: { "": "nm", nm: "nm" } },
  DeviceRoadmap: { field: ["chip", "process", "roadmap"] },
  Temperature: { field: ["chip", "process", "temperature"], units: { K: "K" } },
  MemoryCellInputFile: { read: true },
  Capacity: { read: true },
  WordWidth: { read: true },
  ForceBank: { read: true },
  ForceMat: { read: true },
  ForceMuxSenseAmp: { read: true },
  ForceMuxOutputLev1: { only: ["1"] },
  ForceMuxOutputLev2: { only: ["1"] },
  InternalSensing: { only: ["true", "yes"] },
  OptimizationTarget: { dropped: SEARCH },
  BufferDesignOptimization: { dropped: "drivers are sized by logical effort, which is the target latency" },
  EnablePruning: { dropped: SEARCH },
  OutputFilePrefix: { dropped: "the command line says where results go" },
  Routing: { dropped: WIRES },
  LocalWireType: { dropped: "local wires have one model" },
  LocalWireRepeaterType: { dropped: "local wires have one model" },
  LocalWireUseLowSwing: { dropped: "local wires have one model" },
  GlobalWireType: { dropped: WIRES },
  GlobalWireRepeaterType: { dropped: WIRES },
  GlobalWireUseLowSwing: { dropped: WIRES },
  Associativity: { dropped: CACHE },
  CacheAccessMode: { dropped: CACHE },
  ...Object.fromEntries(
    ["ApplyReadLatencyConstraint", "ApplyWriteLatencyConstraint", "ApplyReadDynamicEnergyConstraint", "ApplyWriteDynamicEnergyConstraint", "ApplyLeakageConstraint", "ApplyAreaConstraint", "ApplyReadEdpConstraint", "ApplyWriteEdpConstraint", "MaxDriverCurrent", "WriteScheme"]
      .map((key) => [key, { dropped: SEARCH }]),
  ),
};

const BITS: Readonly<Record<string, number>> = { B: 8, KB: 8 * 2 ** 10, MB: 8 * 2 ** 20 };

/** Sub-arrays in a level and how many of them work on one word: "2x2, 1x1". */
function forced(source: ImportSource, line: KeyLine): { total: number; active: number } {
  const match = /^(\d+)x(\d+)\s*,\s*(\d+)x(\d+)$/.exec(line.value);
  if (match === null) throw new ConfigError(problemAt(source, line, "cannot be read", "such as 2x2, 1x1"));
  const [a, b, c, d] = match.slice(1).map(Number) as [number, number, number, number];
  return { total: a * b, active: c * d };
}

function wholePositive(source: ImportSource, line: KeyLine, factor = 1): number {
  const value = Number(line.value) * factor;
  if (!(Number.isInteger(value) && value > 0)) throw new ConfigError(problemAt(source, line, "must be a whole number above zero"));
  return value;
}

/** Rows and columns of one sub-array from capacity, word and forced organisation. */
function geometry(source: ImportSource, lines: readonly KeyLine[]): Converted {
  const keys = ["Capacity", "WordWidth", "ForceBank", "ForceMat", "ForceMuxSenseAmp"] as const;
  const [capacity, word, bank, mat, mux] = keys.map((key) => valueOf(lines, key));
  if (!capacity || !word || !bank || !mat || !mux) {
    const present = [capacity, word, bank, mat, mux].filter((line) => line !== undefined).map(({ key }) => key);
    if (present.length === 0) return { fields: [], notes: [] };
    return { fields: [], notes: [`${present.join(", ")}: not carried over, for without all of ${keys.join(", ")} NVSim searches for the geometry; the array below is Pimento's default`] };
  }
  const perUnit = BITS[capacity.unit];
  if (perUnit === undefined) throw new ConfigError(problemAt(source, capacity, `has a unit that is not expected (${capacity.unit})`, Object.keys(BITS).join(", ")));
  const [banks, mats] = [forced(source, bank), forced(source, mat)];
  const senseAmpMux = wholePositive(source, mux);
  const wordBits = wholePositive(source, word) / (banks.active * mats.active);
  const columns = wordBits * senseAmpMux;
  const rows = wholePositive(source, capacity, perUnit) / (banks.total * mats.total) / columns;
  if (!Number.isInteger(rows) || !Number.isInteger(columns)) throw new ConfigError(problemAt(source, capacity, `does not divide into whole rows and columns (${rows} x ${columns})`));
  const array = { rows, columns, senseAmpMux, wordBits };
  const organization = { matsPerBank: mats.total, banksPerGroup: banks.total, groups: 1 };
  return {
    fields: [
      ...Object.entries(array).map(([key, value]) => [["chip", "array", key], value] as const),
      ...Object.entries(organization).map(([key, value]) => [["chip", "organization", key], value] as const),
    ],
    notes: banks.active * mats.active > 1 ? [`the word of ${word.value} bits comes from ${banks.active * mats.active} sub-arrays; the array below is one of them, with its share of ${wordBits} bits`] : [],
  };
}

export const nvsimConfig: Importer = {
  describe: "configuration of NVSim, with the cell file it names",
  extension: ".cfg",
  companions: (source) => [valueOf(keyLines(source), "MemoryCellInputFile")?.value ?? []].flat(),
  convert: (source, companions) => {
    const lines = keyLines(source);
    const own = convertLines(source, lines, CONFIG_KEYS);
    const cellFile = valueOf(lines, "MemoryCellInputFile")?.value;
    const cell = cellFile === undefined || companions[cellFile] === undefined ? { fields: [], notes: [] } : convertCell(companions[cellFile]);
    const shape = geometry(source, lines);
    const notes = [...own.notes, ...shape.notes, ...cell.notes];
    // The configuration decides over the cell file where both state the node.
    const fields = [[["chip", "conventions"], "reference"] as const, ...cell.fields, ...own.fields, ...shape.fields];
    return { text: configText(source.file, { fields, notes }), notes };
  },
};
