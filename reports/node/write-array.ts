// Writes what `pimento array` leaves behind: the estimate or the sweep as JSON, its tables as CSV (and LaTeX), the sweep's figure.
import { join } from "node:path";
import type { ArrayEstimate } from "../../arch/chip/array-estimate.js";
import type { ArraySweep } from "../../experiment/array/array-sweep.js";
import { arrayTables } from "../array/array-tables.js";
import { sweepFigure, sweepTable } from "../array/array-sweep-report.js";
import { tableCsv } from "../formats/csv.js";
import { tableLatex } from "../formats/latex.js";
import { writeAtomically } from "../../sim/node/write-atomically.js";
import { writePlot } from "./write-plot.js";

/** @returns names of the files */
export async function writeArray(estimate: ArrayEstimate, folder: string): Promise<string[]> {
  const contents: [string, string][] = [
    ["array.json", `${JSON.stringify(estimate, null, 2)}\n`],
    ...arrayTables(estimate).flatMap((table): [string, string][] => [[`${table.name}.csv`, tableCsv(table)], [`${table.name}.tex`, tableLatex(table)]]),
  ];
  for (const [name, content] of contents) await writeAtomically(join(folder, name), content);
  return contents.map(([name]) => name);
}

/** @param metric index into the sweep's metrics  @returns names of the files */
export async function writeArraySweep(sweep: ArraySweep, metric: number, folder: string): Promise<string[]> {
  await writeAtomically(join(folder, "array-sweep.json"), `${JSON.stringify(sweep)}\n`);
  await writeAtomically(join(folder, "array-sweep.csv"), tableCsv(sweepTable(sweep)));
  const name = `array-${sweep.metrics[metric]!.key.replace(/\./g, "-")}`;
  return ["array-sweep.json", "array-sweep.csv", ...(await writePlot(folder, name, () => sweepFigure(sweep, metric)))];
}
