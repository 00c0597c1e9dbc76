// Spread of magnetic junctions: RA product lognormal or normal, TMR normal, both relative. The parallel state varies by RA alone; the
// anti-parallel one is a mixture over TMR, or varies by TMR alone.

import { normalDensity, type OperatingJunction } from "../device/index.js";
import type { MtjTechnology } from "../technology/index.js";
import { LEAST_FACTOR, REACH, spreadBranch, spreadFactor, type Branch, type CellState, type Distribution } from "./cell-state.js";
import type { ReadPointOf } from "./read-point.js";
import type { SpreadModel } from "./spread-model.js";

export interface JunctionSpreads {
  /** Relative standard deviation of the RA product, cell to cell. */
  readonly sigmaResistanceArea: number;
  /** Relative standard deviation of the TMR ratio, cell to cell. */
  readonly sigmaTunnelMagnetoresistance: number;
}

type Spreads = JunctionSpreads & { readonly distribution: Distribution };

/** Beyond it TMR decides more of the resistance than in any junction known. */
const UNKNOWN_TMR = 10;
/** Sigmas between the values of TMR that a mixture is over; finer for TMR that no junction has. */
const tmrStep = (tmr: number): number => (tmr < UNKNOWN_TMR ? 1 : 1 / 4);

export const junctionSpread: SpreadModel<MtjTechnology, ReadPointOf<"mtj">, JunctionSpreads> = {
  fields: ["sigmaRA", "sigmaTMR"],
  resolve: (config, { variation }) => ({
    sigmaResistanceArea: config.sigmaRA ?? variation.sigmaResistanceArea.value,
    sigmaTunnelMagnetoresistance: config.sigmaTMR ?? variation.sigmaTunnelMagnetoresistance.value,
  }),
  states: ({ junction }, spreads) => ({
    accessOhm: junction.accessOhm,
    low: { ...sampled(junction, 0, spreads), branches: areaBranches(junction.parallelOhm, spreads) },
    high: { ...sampled(junction, junction.tmr, spreads), branches: antiParallelBranches(junction, spreads) },
  }),
};

/** @param tmrShare 0 for the parallel state */
function sampled({ parallelOhm }: OperatingJunction, tmrShare: number, spreads: Spreads): Omit<CellState, "branches"> {
  const { sigmaResistanceArea, sigmaTunnelMagnetoresistance, distribution } = spreads;
  return {
    nominalOhm: parallelOhm * (1 + tmrShare),
    sampleOhm: (zArea, zTmr) => {
      const area = spreadFactor(sigmaResistanceArea, distribution, zArea);
      return parallelOhm * area * Math.max(LEAST_FACTOR, 1 + tmrShare * (1 + sigmaTunnelMagnetoresistance * zTmr));
    },
  };
}

const areaBranches = (nominalOhm: number, { sigmaResistanceArea, distribution }: Spreads): Branch[] =>
  (sigmaResistanceArea === 0 ? [] : [spreadBranch(sigmaResistanceArea, distribution, 1, nominalOhm)]);

function antiParallelBranches(junction: OperatingJunction, spreads: Spreads): Branch[] {
  const { sigmaResistanceArea: sigmaArea, sigmaTunnelMagnetoresistance: sigmaTmr, distribution } = spreads;
  if (sigmaTmr === 0) return areaBranches(junction.antiParallelOhm, spreads);
  const slopeOhm = junction.parallelOhm * junction.tmr * sigmaTmr;
  if (sigmaArea === 0) return [{ weight: 1, zOf: (ohm) => (ohm - junction.antiParallelOhm) / slopeOhm, slopePerOhm: () => 1 / slopeOhm }];
  const step = tmrStep(junction.tmr);
  const nodes = Array.from({ length: 2 * (REACH / step) + 1 }, (_, i) => i * step - REACH);
  return nodes
    .map((y) => ({ y, ohm: junction.antiParallelOhm + slopeOhm * y }))
    .filter(({ ohm }) => ohm > 0)
    .map(({ y, ohm }) => spreadBranch(sigmaArea, distribution, step * normalDensity(y), ohm));
}
