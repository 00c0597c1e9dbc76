// A member of the registry of margin figures.
import type { MarginReport } from "../../experiment/margin/margin-result.js";
import type { Figure } from "../drawing/figure.js";

export interface MarginFigureKind {
  readonly describe: string;
  /** Null where the report has nothing to show, for instance no errors at all. */
  readonly draw: (report: MarginReport) => Figure | null;
}
