// What every table of a run keeps to.
import { TABLES } from "../../../reports/run/tables/index.js";
import { tableCsv } from "../../../reports/formats/csv.js";
import { tableLatex } from "../../../reports/formats/latex.js";
import { tableText } from "../../../reports/node/table-text.js";
import type { Table } from "../../../reports/formats/table.js";
import { fixtureResult } from "../../fixtures/run-result.js";

const result = fixtureResult();
const TABLE_LIST = Object.values(TABLES).map((build) => build(result));

/** What the header of a column of numbers may end in. */
const SUFFIX = /(S|J|W|M|M2|Bits|Ratio|opsPerJ|opsPerSPerM2|imagesPerJ|imagesPerS)$/;

describe.each(TABLE_LIST.map((table) => [table.name, table] as const))("the table %s", (name, table: Table) => {
  it("is registered under its name and has a cell for every column", () => {
    expect(Object.keys(TABLES)).toContain(name);
    for (const row of table.rows) expect(row).toHaveLength(table.columns.length);
  });

  it("names the SI unit of every number with a dimension in its CSV header", () => {
    for (const column of table.columns) {
      if (column.unit !== null && column.unit !== "count" && column.unit !== "1") expect(column.key).toMatch(SUFFIX);
    }
    expect(new Set(table.columns.map((column) => column.key)).size).toBe(table.columns.length);
  });

  it("prints no NaN, undefined or infinity in any format", () => {
    for (const text of [tableText(table), tableCsv(table), tableLatex(table)]) expect(text).not.toMatch(/NaN|undefined|Infinity|\[object/);
  });

  it("keeps all digits in CSV", () => {
    const [header, first] = tableCsv(table).split("\n");
    expect(header!.split(",")).toHaveLength(table.columns.length);
    const numbers = table.rows[0]!.filter((cell) => typeof cell === "number");
    for (const value of numbers) expect(first).toContain(String(value));
  });
});
