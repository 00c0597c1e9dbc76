// A figure as plain data for chart.js: drawn to PNG, SVG and PDF in reports/node, or on a page.
import type { ChartConfiguration } from "chart.js";

export interface Figure {
  /** Size in CSS pixels; text is sized for print at one column when 640 wide. */
  readonly width: number;
  readonly height: number;
  readonly configuration: ChartConfiguration;
}

/** One figure of a kind of result. */
export interface FigureKind<R> {
  readonly describe: string;
  /** Without ending; the name in the registry unless stated. */
  readonly fileName?: (result: R) => string;
  /** A new figure each time, for charts keep state in it. Null where the result has nothing to show: no accuracy without images. */
  readonly draw: (result: R) => Figure | null;
}
