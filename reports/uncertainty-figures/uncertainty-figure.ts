// A member of the registry of uncertainty figures.
import type { UncertaintyReport } from "../../experiment/uncertainty/uncertainty-result.js";
import type { Figure } from "../drawing/figure.js";

export interface UncertaintyFigureKind {
  readonly describe: string;
  /** Null where the report has nothing to show, for instance no number that moves the figure. */
  readonly draw: (report: UncertaintyReport) => Figure | null;
}
