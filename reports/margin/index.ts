// The figures of a margin report. To add one: write its file and name it in MARGIN_FIGURES.
import { errorsAgainstRows } from "./errors-against-rows.js";
import { levelHistograms } from "./level-histograms.js";
import type { MarginFigureKind } from "../margin-figures/margin-figure.js";

export const MARGIN_FIGURES = {
  "levels-one-row": levelHistograms(1),
  "levels-two-rows": levelHistograms(2),
  "levels-three-rows": levelHistograms(3),
  "errors-against-rows": errorsAgainstRows,
} as const satisfies Record<string, MarginFigureKind>;

export type { MarginFigureKind } from "../margin-figures/margin-figure.js";
