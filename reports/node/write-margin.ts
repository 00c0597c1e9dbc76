// Writes what `pimento margin` leaves behind: the report as JSON, its tables as CSV and LaTeX, its figures.
import { join } from "node:path";
import type { MarginReport } from "../../experiment/margin/margin-result.js";
import { tableCsv } from "../formats/csv.js";
import { tableLatex } from "../formats/latex.js";
import { MARGIN_FIGURES } from "../margin/index.js";
import { marginTables } from "../margin/tables.js";
import { writeAtomically } from "../../sim/node/write-atomically.js";
import { writePlot } from "./write-plot.js";

/** @returns names of the files */
export async function writeMargin(report: MarginReport, folder: string): Promise<string[]> {
  const texts: [string, string][] = [
    ["margin.json", `${JSON.stringify(report, null, 2)}\n`],
    ...marginTables(report).flatMap((table): [string, string][] => [[`${table.name}.csv`, tableCsv(table)], [`${table.name}.tex`, tableLatex(table)]]),
  ];
  for (const [name, text] of texts) await writeAtomically(join(folder, name), text);
  const figures: string[] = [];
  for (const [name, kind] of Object.entries(MARGIN_FIGURES)) {
    if (kind.draw(report) !== null) figures.push(...(await writePlot(folder, name, () => kind.draw(report)!)));
  }
  return [...texts.map(([name]) => name), ...figures];
}
