// The figures of a run. To add one: write its file and name it in FIGURES.
import { accuracyAgainstEnergy } from "./accuracy-against-energy.js";
import { accuracyAgainstVariation } from "./accuracy-against-variation.js";
import { areaBreakdown } from "./area-breakdown.js";
import { energyBreakdown } from "./energy-breakdown.js";
import type { FigureKind } from "../../drawing/figure.js";
import { powerOverTime } from "./power-over-time.js";

export const FIGURES = {
  "energy-breakdown": energyBreakdown,
  "area-breakdown": areaBreakdown,
  "accuracy-against-energy": accuracyAgainstEnergy,
  "accuracy-against-variation": accuracyAgainstVariation,
  "power-over-time": powerOverTime,
} as const satisfies Record<string, FigureKind>;

export type { Figure, FigureKind } from "../../drawing/figure.js";
