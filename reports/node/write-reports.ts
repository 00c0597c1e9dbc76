// Writes what a run leaves behind: result.json, every table as CSV and LaTeX, every figure.
import { join } from "node:path";
import type { RunResult } from "../../experiment/run/result.js";
import { tableCsv } from "../formats/csv.js";
import { tableLatex } from "../formats/latex.js";
import type { FigureKind } from "../drawing/figure.js";
import { FIGURES } from "../run/figures/index.js";
import { TABLES } from "../run/tables/index.js";
import { writeAtomically } from "../../sim/node/write-atomically.js";

/** Longer tables are for programs: they have no LaTeX. */
const MAX_PRINTED_ROWS = 40;

export interface WrittenReports {
  readonly files: readonly string[];
  /** What could not be drawn, and why. */
  readonly warnings: readonly string[];
}

/**
 * @param folder gets the files; existing ones of the same names are replaced
 * @param figures by name
 */
export async function writeReports(result: RunResult, folder: string, figures: Readonly<Record<string, FigureKind>> = FIGURES): Promise<WrittenReports> {
  const files: string[] = [];
  const write = async (name: string, content: string | Uint8Array): Promise<void> => {
    await writeAtomically(join(folder, name), content);
    files.push(name);
  };
  await write("result.json", `${JSON.stringify(result, null, 2)}\n`);
  for (const build of Object.values(TABLES)) {
    const table = build(result);
    await write(`${table.name}.csv`, tableCsv(table));
    if (table.rows.length <= MAX_PRINTED_ROWS) await write(`${table.name}.tex`, tableLatex(table));
  }
  const obstacle = await drawingObstacle();
  if (obstacle !== null) return { files, warnings: [`no figures: ${obstacle} (numbers and tables are complete)`] };
  const { FIGURE_FORMATS, renderFigure } = await import("./render-figure.js");
  for (const [name, kind] of Object.entries(figures)) {
    for (const format of FIGURE_FORMATS) {
      const figure = kind.draw(result);
      if (figure !== null) await write(`${name}.${format}`, renderFigure(figure, format));
    }
  }
  return { files, warnings: [] };
}

/** Figures are drawn by a native module: on a machine without its binary the run still has its numbers. A figure that fails is a bug. */
async function drawingObstacle(): Promise<string | null> {
  try {
    await import("@napi-rs/canvas");
    return null;
  } catch (error) {
    return (error as Error).message.split("\n")[0]!;
  }
}
