// A figure as plain data for chart.js: drawn to PNG, SVG and PDF in reports/node, or on a page.
import type { ChartConfiguration } from "chart.js";
import type { RunResult } from "../../experiment/run/result.js";

export interface Figure {
  /** Size in CSS pixels; text is sized for print at one column when 640 wide. */
  readonly width: number;
  readonly height: number;
  readonly configuration: ChartConfiguration;
}

/** A member of the figure registry. */
export interface FigureKind {
  readonly describe: string;
  /** Null where the result has nothing to show, for instance no accuracy without images. */
  readonly draw: (result: RunResult) => Figure | null;
}
