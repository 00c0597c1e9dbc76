// Tables as CSV: SI numbers with all their digits, headers with SI suffixes, empty where there is nothing. Words that a spreadsheet
// would take for a formula stand behind an apostrophe, and control characters are shown as escapes.
// The browser build of csv-stringify is the one that needs no Buffer; it runs in Node as well.
import { stringify } from "csv-stringify/browser/esm/sync";
import { printable } from "../../sim/printable.js";
import type { Table } from "./table.js";

/** A line of keys, then a line a row, with all digits; words that a spreadsheet would take for a formula are defused. */
export function tableCsv(table: Table): string {
  return stringify(table.rows.map((row) => row.map((cell) => (typeof cell === "string" ? printable(cell) : cell))), {
    header: true,
    columns: table.columns.map((column) => column.key),
    escape_formulas: true,
    cast: { boolean: String, number: String },
  });
}
