// Writes what a command leaves behind: the result as JSON, every table as CSV and the ones for paper as LaTeX, every figure.
import { join } from "node:path";
import { writeAtomically } from "../../sim/node/write-atomically.js";
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

type Write = (name: string, content: string | Uint8Array) => Promise<void>;

/**
 * @param folder gets the files, is made if needed; existing files of the same names are replaced
 * @returns names of the files in the order in which they were written. A figure that fails is an error, after the numbers are written.
 */
export async function writeReports<R>(kind: ReportKind<R>, result: R, folder: string): Promise<WrittenReports> {
  const files: string[] = [];
  const write: Write = async (name, content) => {
    await writeAtomically(join(folder, name), content);
    files.push(name);
  };
  await write(kind.json.name, kind.json.text(result));
  for (const [name, table] of Object.entries(kind.tables)) await writeTable(name, table, result, write);
  return { files, warnings: await writeFigures(kind, result, write) };
}

async function writeTable<R>(name: string, { build, onPaper }: TableKind<R>, result: R, write: Write): Promise<void> {
  const table = build(result);
  if (table === null) return;
  await write(`${name}.csv`, tableCsv(table));
  const short = table.rows.length <= MAX_PRINTED_ROWS ? table : null;
  const printed = onPaper === undefined ? short : onPaper(result);
  if (printed !== null) await write(`${name}.tex`, tableLatex(printed));
}

/** @returns warnings */
async function writeFigures<R>({ figures }: ReportKind<R>, result: R, write: Write): Promise<string[]> {
  const drawn = Object.entries(figures).filter(([, figure]) => figure.draw(result) !== null);
  if (drawn.length === 0) return [];
  const drawing = await loadDrawing();
  if ("obstacle" in drawing) {
    return [`cannot draw ${drawn.map(([name]) => name).join(", ")}: ${drawing.obstacle} (numbers and tables are complete)`];
  }
  for (const [name, figure] of drawn) {
    const file = figure.fileName?.(result) ?? name;
    for (const format of FIGURE_FORMATS) await write(`${file}.${format}`, drawing.render(figure.draw(result)!, format));
  }
  return [];
}
