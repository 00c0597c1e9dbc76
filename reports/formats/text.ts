// Tables for a terminal.
import CliTable from "cli-table3";
import type { Table } from "../table.js";
import { cellText, isNumeric } from "./cell-text.js";

const PLAIN = { head: [], border: [], compact: true };

export interface TextOptions {
  /** Columns become rows: for wide tables of few rows. */
  readonly transposed?: boolean;
}

/** Title and table, without a line break at the end. */
export function tableText(table: Table, options: TextOptions = {}): string {
  const cells = table.rows.map((row) => row.map((cell, index) => cellText(cell, table.columns[index]!)));
  const headings = table.columns.map((column) => column.title);
  const grid = options.transposed === true ? transpose([headings, ...cells]) : [headings, ...cells];
  const numeric = options.transposed === true ? grid[0]!.map((_, index) => index > 0) : table.columns.map(isNumeric);
  const colAligns = numeric.map((right) => (right ? "right" : "left"));
  const text = new CliTable({ head: grid[0]!, colAligns, style: PLAIN });
  text.push(...grid.slice(1));
  return `${table.title}\n${text.toString()}`;
}

const transpose = (grid: readonly (readonly string[])[]): string[][] => grid[0]!.map((_, index) => grid.map((row) => row[index]!));
