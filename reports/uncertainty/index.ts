// The figures of an uncertainty report. To add one: write its file and name it in UNCERTAINTY_FIGURES.
import { errorBars } from "./error-bars.js";
import { tornado } from "./tornado.js";
import type { UncertaintyFigureKind } from "../uncertainty-figures/uncertainty-figure.js";

export const UNCERTAINTY_FIGURES = {
  "tornado-energy": tornado("energyJ"),
  "tornado-latency": tornado("latencyS"),
  "tornado-area": tornado("areaM2"),
  "energy-error-bars": errorBars("energyJ"),
  "latency-error-bars": errorBars("latencyS"),
  "energy-ratio-error-bars": errorBars("energyRatio"),
} as const satisfies Record<string, UncertaintyFigureKind>;

export type { UncertaintyFigureKind } from "../uncertainty-figures/uncertainty-figure.js";
