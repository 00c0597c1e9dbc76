// NVSim's .cell: one memory cell. Magnetic cells with a transistor become `chip.cell`; other kinds are refused. What NVSim computes
// from the other lines (nvsim-computed.ts) is written down as stated.
import { configOf } from "./config-text.js";
import type { Imported, Importer, ImportSource } from "./importer.js";
import { CELL_GAPS, CELL_KEYS } from "./nvsim-cell-keys.js";
import { computedFields, openKeys } from "./nvsim-computed.js";
import { fillGaps } from "./nvsim-gaps.js";
import { convertLines, locationOf, refuseProblems, type Converted, type ConvertedField } from "./nvsim-keys.js";
import { keyLines, numberOf, valueOf, type KeyLine } from "./nvsim-lines.js";

export interface ConvertedCell extends Converted {
  readonly lines: readonly KeyLine[];
}

/** Fields and notes of a cell file, save for what has to be computed. Throws ConfigError for lines and gaps. */
export function convertCell(source: ImportSource): ConvertedCell {
  const lines = keyLines(source);
  const stated = convertLines(source, lines, CELL_KEYS);
  const gaps = fillGaps(source, lines, CELL_GAPS);
  refuseProblems([...stated.problems, ...gaps.problems]);
  // One write path, one wordline: what an MRAM cell is to NVSim.
  const technology: ConvertedField = { path: ["chip", "technology"], value: "stt-mram" };
  return { lines, fields: [technology, ...stated.fields, ...gaps.fields], notes: [...stated.notes, ...gaps.notes] };
}

/** The new config. Throws ConfigError. @param all what stands around the cell, and the cell */
export function configWithCell(file: string, cellFile: string, all: Converted, lines: readonly KeyLine[]): Imported {
  // An energy needs the other one beside it, so that both stay away until they are complete.
  const isEnergy = (name: string | undefined): boolean => name?.endsWith("Energy") === true;
  const complete = openKeys(lines).some(isEnergy) ? all.fields.filter(({ path }) => !isEnergy(path.at(-1))) : all.fields;
  const { chip } = configOf(file, { fields: complete, notes: [] }).spec;
  const computed = computedFields(cellFile, lines, chip);
  const notes = [...all.notes, ...computed.notes];
  return { text: configOf(file, { fields: [...all.fields, ...computed.fields], notes }).text, notes };
}

export const nvsimCell: Importer = {
  describe: "memory cell of NVSim",
  extension: ".cell",
  companions: () => [],
  convert: (source) => {
    const cell = convertCell(source);
    const node = valueOf(cell.lines, "ProcessNode");
    if (node === undefined) return configWithCell(source.file, source.file, cell, cell.lines);
    const field: ConvertedField = { path: ["chip", "process", "node"], value: `${numberOf(node)} nm`, from: locationOf(source, node) };
    const note = `ProcessNode: the cell states ${node.value} nm, which becomes the chip's node; NVSim itself reads it and does not use it`;
    return configWithCell(source.file, source.file, { fields: [...cell.fields, field], notes: [note, ...cell.notes] }, cell.lines);
  },
};
