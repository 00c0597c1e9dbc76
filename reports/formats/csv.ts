// Tables as CSV: SI numbers with all their digits, headers with SI suffixes, empty where there is nothing.
// The browser build of csv-stringify is the one that needs no Buffer; it runs in Node as well.
import { stringify } from "csv-stringify/browser/esm/sync";
import type { Table } from "./table.js";

export function tableCsv(table: Table): string {
  return stringify(table.rows.map((row) => [...row]), {
    header: true,
    columns: table.columns.map((column) => column.key),
    cast: { boolean: String, number: String },
  });
}
