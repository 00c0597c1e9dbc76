// Tables for a terminal.
import CliTable from "cli-table3";
import { printable } from "../../sim/printable.js";
import type { Table } from "../formats/table.js";
import { textGrid } from "../formats/text-grid.js";

const PLAIN = { head: [], border: [], compact: true };

/** Title and table, without a line break at the end. */
export function tableText(table: Table): string {
  const { rows: [head, ...rows], alignments } = textGrid(table);
  const text = new CliTable({ head: [...head!], colAligns: [...alignments], style: PLAIN });
  text.push(...rows.map((row) => [...row]));
  return `${printable(table.title)}\n${text.toString()}`;
}
