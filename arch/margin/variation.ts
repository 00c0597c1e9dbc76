// How the devices of a chip vary and how its sense amplifiers are set up: the resolved `variation` section. Plain JSON.

import type { MemoryTechnology } from "../technology/index.js";
import type { VariationConfig } from "./variation-schema.js";

export type SenseMode = "current" | "voltage";
export type Polarity = "high-resistance" | "low-resistance";
export type ReferencePlacement = "midpoint" | "equal-error";
export type ErrorKind = "none" | "random" | "fixed";

export interface VariationSpec {
  /** Relative standard deviation of the RA product, cell to cell. */
  readonly sigmaResistanceArea: number;
  /** Relative standard deviation of the TMR ratio, cell to cell. */
  readonly sigmaTunnelMagnetoresistance: number;
  /** Of the RA product; TMR varies normally. */
  readonly distribution: "lognormal" | "normal";
  /** Standard deviation of a sense amplifier's offset, referred to its input. */
  readonly senseAmpOffsetV: number;
  /** State that stores a 1. */
  readonly polarity: Polarity;
  readonly senseMode: SenseMode;
  readonly reference: ReferencePlacement;
  /** Monte Carlo samples of each level. */
  readonly samples: number;
  /** Errors injected into the computed bits of a run. */
  readonly errors: ErrorKind;
  /** Runs with errors, each with chance of its own. */
  readonly seeds: number;
  /** Multiples of all three sigmas at which accuracy is looked at; empty: only as stated. */
  readonly sigmaScales: readonly number[];
}

const SAMPLES = 10_000;
const SEEDS = 5;

/** What the config leaves out comes from the technology's card; sensing is by current against midpoints, errors are not injected. */
export function resolveVariation(config: VariationConfig, technology: MemoryTechnology): VariationSpec {
  const { variation, oneState } = technology;
  return {
    sigmaResistanceArea: config.sigmaRA ?? variation.sigmaResistanceArea.value,
    sigmaTunnelMagnetoresistance: config.sigmaTMR ?? variation.sigmaTunnelMagnetoresistance.value,
    distribution: config.distribution ?? "lognormal",
    senseAmpOffsetV: config.senseAmpOffset ?? variation.senseAmpOffsetV.value,
    polarity: config.polarity ?? (oneState === "anti-parallel" ? "high-resistance" : "low-resistance"),
    senseMode: config.senseMode ?? "current",
    reference: config.reference ?? "midpoint",
    samples: config.samples ?? SAMPLES,
    errors: config.errors ?? "none",
    seeds: config.seeds ?? SEEDS,
    sigmaScales: config.sigmaScales ?? [],
  };
}

/** All three spreads times `scale`. */
export const scaledVariation = (variation: VariationSpec, scale: number): VariationSpec => ({
  ...variation,
  sigmaResistanceArea: variation.sigmaResistanceArea * scale,
  sigmaTunnelMagnetoresistance: variation.sigmaTunnelMagnetoresistance * scale,
  senseAmpOffsetV: variation.senseAmpOffsetV * scale,
});
