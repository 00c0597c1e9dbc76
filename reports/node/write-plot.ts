// One figure to a folder in every format.
import { join } from "node:path";
import type { Figure } from "../drawing/figure.js";
import { FIGURE_FORMATS, renderFigure } from "./render-figure.js";
import { writeAtomically } from "../../sim/node/write-atomically.js";

/** @param draw called once a format, for charts keep state in what they are given  @returns names of the files */
export async function writePlot(folder: string, name: string, draw: () => Figure): Promise<string[]> {
  const files = FIGURE_FORMATS.map((format) => `${name}.${format}`);
  for (const [index, format] of FIGURE_FORMATS.entries()) await writeAtomically(join(folder, files[index]!), renderFigure(draw(), format));
  return files;
}
