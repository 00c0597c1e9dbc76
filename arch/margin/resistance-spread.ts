// Spread of cells whose two states vary on their own: each resistance lognormal or normal, relative, independent of the other.

import type { ResistiveTechnology } from "../technology/index.js";
import { spreadBranch, spreadFactor, type CellState, type Distribution } from "./cell-state.js";
import type { ReadPointOf } from "./read-point.js";
import type { SpreadModel } from "./spread-model.js";

export interface ResistanceSpreads {
  /** Relative standard deviations of the two resistances, cell to cell. */
  readonly sigmaLowResistance: number;
  readonly sigmaHighResistance: number;
}

export const resistanceSpread: SpreadModel<ResistiveTechnology, ReadPointOf<"resistive">, ResistanceSpreads> = {
  fields: ["sigmaOn", "sigmaOff"],
  resolve: (config, { variation }) => ({
    sigmaLowResistance: config.sigmaOn ?? variation.sigmaLowResistance.value,
    sigmaHighResistance: config.sigmaOff ?? variation.sigmaHighResistance.value,
  }),
  states: ({ resistances: { accessOhm, lowOhm, highOhm } }, { sigmaLowResistance, sigmaHighResistance, distribution }) => ({
    accessOhm,
    low: state(lowOhm, sigmaLowResistance, distribution, (zLow) => zLow),
    high: state(highOhm, sigmaHighResistance, distribution, (_, zHigh) => zHigh),
  }),
};

const state = (nominalOhm: number, sigma: number, distribution: Distribution, own: (z0: number, z1: number) => number): CellState => ({
  nominalOhm,
  branches: sigma === 0 ? [] : [spreadBranch(sigma, distribution, 1, nominalOhm)],
  sampleOhm: (z0, z1) => nominalOhm * spreadFactor(sigma, distribution, own(z0, z1)),
});
