// The figures of trained networks. To add one: write its file and name it in CARD_FIGURES.
import { accuracyAgainstMacs } from "./accuracy-against-macs.js";
import type { CardFigureKind } from "./card-figure.js";
import { learningCurves } from "./learning-curves.js";

export const CARD_FIGURES = {
  "accuracy-against-macs": accuracyAgainstMacs,
  "learning-curves": learningCurves,
} as const satisfies Record<string, CardFigureKind>;

export type { CardFigureKind } from "./card-figure.js";
