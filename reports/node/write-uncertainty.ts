// Writes what `pimento uncertainty` leaves behind: the report as JSON, its tables as CSV and LaTeX, its figures.
import { join } from "node:path";
import type { UncertaintyReport } from "../../experiment/uncertainty/uncertainty-result.js";
import { tableCsv } from "../formats/csv.js";
import { tableLatex } from "../formats/latex.js";
import { UNCERTAINTY_FIGURES } from "../uncertainty/index.js";
import { samplesTable, uncertaintyTables } from "../uncertainty/tables.js";
import { writeAtomically } from "../../sim/node/write-atomically.js";
import { writePlot } from "./write-plot.js";

/** Rows of a tornado table on paper; CSV has all of them. */
const PRINTED_ROWS = 15;

/** @returns names of the files */
export async function writeUncertainty(report: UncertaintyReport, folder: string): Promise<string[]> {
  const texts: [string, string][] = [
    ["uncertainty.json", `${JSON.stringify(report, null, 2)}\n`],
    ...[...uncertaintyTables(report), samplesTable(report)].map((table): [string, string] => [`${table.name}.csv`, tableCsv(table)]),
    ...uncertaintyTables(report, PRINTED_ROWS).map((table): [string, string] => [`${table.name}.tex`, tableLatex(table)]),
  ];
  for (const [name, text] of texts) await writeAtomically(join(folder, name), text);
  const figures: string[] = [];
  for (const [name, kind] of Object.entries(UNCERTAINTY_FIGURES)) {
    if (kind.draw(report) !== null) figures.push(...(await writePlot(folder, name, () => kind.draw(report)!)));
  }
  return [...texts.map(([name]) => name), ...figures];
}
