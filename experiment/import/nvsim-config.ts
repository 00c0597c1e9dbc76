// NVSim's .cfg: process, geometry and the cell file it names. A geometry forced by hand becomes one array; one that NVSim would
// search for is left to the default and said so. Under the reference conventions, which are NVSim's.
import { ConfigError } from "../../sim/errors.js";
import type { Importer, ImportSource } from "./importer.js";
import { configWithCell, convertCell } from "./nvsim-cell.js";
import { CONFIG_GAPS, CONFIG_KEYS } from "./nvsim-config-keys.js";
import { fillGaps } from "./nvsim-gaps.js";
import { geometry } from "./nvsim-geometry.js";
import { convertLines, refuseProblems } from "./nvsim-keys.js";
import { keyLines, problemAt, valueOf, type KeyLine } from "./nvsim-lines.js";

const cellFileOf = (lines: readonly KeyLine[]): KeyLine | undefined => valueOf(lines, "MemoryCellInputFile");

function cellSource(source: ImportSource, lines: readonly KeyLine[], companions: Readonly<Record<string, ImportSource>>): ImportSource {
  const line = cellFileOf(lines)!;
  if (Object.hasOwn(companions, line.value)) return companions[line.value]!;
  throw new ConfigError(problemAt(source, line, "names a file that is not there"));
}

function nodeNotes(cellLines: readonly KeyLine[]): string[] {
  const node = valueOf(cellLines, "ProcessNode");
  if (node === undefined) return [];
  return [`ProcessNode: ${node.value} of the cell file is not carried over: NVSim does not use it, the configuration states the node`];
}

export const nvsimConfig: Importer = {
  describe: "configuration of NVSim, with the cell file it names",
  extension: ".cfg",
  companions: (source) => {
    const line = cellFileOf(keyLines(source));
    return line === undefined || line.value === "" ? [] : [line.value];
  },
  convert: (source, companions) => {
    const lines = keyLines(source);
    const own = convertLines(source, lines, CONFIG_KEYS);
    const gaps = fillGaps(source, lines, CONFIG_GAPS);
    refuseProblems([...own.problems, ...gaps.problems]);
    const shape = geometry(source, lines);
    const cell = convertCell(cellSource(source, lines, companions));
    const notes = [...own.notes, ...gaps.notes, ...shape.notes, ...nodeNotes(cell.lines), ...cell.notes];
    const conventions = { path: ["chip", "conventions"], value: "reference" };
    const fields = [conventions, ...cell.fields, ...own.fields, ...gaps.fields, ...shape.fields];
    return configWithCell(source.file, cellFileOf(lines)!.value, { fields, notes }, cell.lines);
  },
};
