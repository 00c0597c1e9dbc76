// Writes what a command leaves behind: the result as JSON, every table as CSV and the ones for paper as LaTeX, every figure.
import { writeFolder, type Put } from "../../sim/node/output-folder.js";
import { tableCsv } from "../formats/csv.js";
import { tableLatex } from "../formats/latex.js";
import type { TableKind } from "../formats/table.js";
import type { ReportKind } from "../report-kind.js";
import { loadDrawing } from "./drawing.js";
import { FIGURE_FORMATS } from "./figure-formats.js";

/** Longer tables are for programs: they have no LaTeX, unless the kind of table says otherwise. */
const MAX_PRINTED_ROWS = 40;

export interface WrittenReports {
  readonly files: readonly string[];
  /** What could not be drawn, and why. */
  readonly warnings: readonly string[];
}

/**
 * @param folder gets the files as one set with a manifest, in place of the set of an earlier run
 * @returns names of the files in the order in which they were written. A figure that fails is an error, after the numbers are written.
 */
export async function writeReports<R>(kind: ReportKind<R>, result: R, folder: string): Promise<WrittenReports> {
  const { result: drawn, files } = await writeFolder(folder, async (put) => {
    await put(kind.json.name, kind.json.text(result));
    for (const [name, table] of Object.entries(kind.tables)) await writeTable(name, table, result, put);
    return writeFigures(kind, result, put).then(
      (warnings) => ({ warnings }),
      (error: unknown) => ({ error }),
    );
  });
  if ("error" in drawn) throw drawn.error;
  return { files, warnings: drawn.warnings };
}

async function writeTable<R>(name: string, { build, onPaper }: TableKind<R>, result: R, put: Put): Promise<void> {
  const table = build(result);
  if (table === null) return;
  await put(`${name}.csv`, tableCsv(table));
  const short = table.rows.length <= MAX_PRINTED_ROWS ? table : null;
  const printed = onPaper === undefined ? short : onPaper(result);
  if (printed !== null) await put(`${name}.tex`, tableLatex(printed));
}

/** @returns warnings */
async function writeFigures<R>({ figures }: ReportKind<R>, result: R, put: Put): Promise<string[]> {
  const drawn = Object.entries(figures).filter(([, figure]) => figure.draw(result) !== null);
  if (drawn.length === 0) return [];
  const drawing = await loadDrawing();
  if ("obstacle" in drawing) {
    return [`cannot draw ${drawn.map(([name]) => name).join(", ")}: ${drawing.obstacle} (numbers and tables are complete)`];
  }
  for (const [name, figure] of drawn) {
    const file = figure.fileName?.(result) ?? name;
    for (const format of FIGURE_FORMATS) await put(`${file}.${format}`, drawing.render(figure.draw(result)!, format));
  }
  return [];
}
