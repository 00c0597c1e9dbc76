// How the devices of a chip vary and how its sense amplifiers are set up: the resolved `variation` section. Plain JSON.

import { ConfigError } from "../../sim/errors.js";
import { sensingOf, type SensedKind, type SensedTechnology } from "../technology/index.js";
import type { Distribution } from "./cell-state.js";
import { SPREADS, type SpreadsByKind } from "./spreads.js";
import type { SpreadModel } from "./spread-model.js";
import type { VariationConfig } from "./variation-schema.js";

export type SenseMode = "current" | "voltage";
export type Polarity = "high-resistance" | "low-resistance";
export type ReferencePlacement = "midpoint" | "equal-error";
export type ErrorKind = "none" | "random" | "fixed";

interface SensingSpec {
  /** Of resistances and of the RA product; TMR varies normally. */
  readonly distribution: Distribution;
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

/** With the spreads of one kind of cell, or of some. */
export type VariationOf<K extends SensedKind> = K extends SensedKind ? SpreadsByKind[K] & SensingSpec : never;

export type VariationSpec = VariationOf<SensedKind>;

const SAMPLES = 10_000;
const SEEDS = 5;

/**
 * What the config leaves out comes from the technology's card; sensing is by current against midpoints, errors are not injected.
 * Throws ConfigError for a spread that cells of this kind have not.
 */
export function resolveVariation<T extends SensedTechnology>(config: VariationConfig, technology: T): VariationOf<T["kind"]> {
  const spread = SPREADS[technology.kind] as unknown as SpreadModel<T, unknown, SpreadsByKind[T["kind"]]>;
  refuseForeign(config, technology.kind, spread.fields);
  return {
    ...spread.resolve(config, technology),
    distribution: config.distribution ?? "lognormal",
    senseAmpOffsetV: config.senseAmpOffset ?? technology.variation.senseAmpOffsetV.value,
    polarity: config.polarity ?? (sensingOf(technology).oneIsHigh(technology) ? "high-resistance" : "low-resistance"),
    senseMode: config.senseMode ?? "current",
    reference: config.reference ?? "midpoint",
    samples: config.samples ?? SAMPLES,
    errors: config.errors ?? "none",
    seeds: config.seeds ?? SEEDS,
    sigmaScales: config.sigmaScales ?? [],
  } as unknown as VariationOf<T["kind"]>;
}

function refuseForeign(config: VariationConfig, kind: SensedKind, own: readonly (keyof VariationConfig)[]): void {
  const foreign = Object.values(SPREADS).flatMap(({ fields }) => fields).filter(
    (field) => !own.includes(field) && config[field] !== undefined
  );
  const problems = foreign.map((field) => ({
    path: `variation.${field}`, message: `cells of kind ${kind} have no such spread`, allowed: own.join(" and "),
  }));
  if (problems.length > 0) throw new ConfigError(problems);
}

/** The spreads of cells alone. */
export function spreadsOf(variation: VariationSpec): SpreadsByKind[SensedKind] {
  const ofCells = Object.entries(variation).filter(([key]) => isSpread(key) && key !== "senseAmpOffsetV");
  return Object.fromEntries(ofCells) as unknown as SpreadsByKind[SensedKind];
}

/** All spreads, of cells and of amplifiers, times `scale`. */
export function scaledVariation(variation: VariationSpec, scale: number): VariationSpec {
  const scaled = Object.entries(variation).map(([key, value]): [string, unknown] => [key, isSpread(key) ? Number(value) * scale : value]);
  return Object.fromEntries(scaled) as unknown as VariationSpec;
}

const isSpread = (key: string): boolean => key === "senseAmpOffsetV" || (key.startsWith("sigma") && key !== "sigmaScales");
