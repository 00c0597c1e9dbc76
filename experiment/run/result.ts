// What a run gives: plain JSON, finite SI numbers, no wall time, path, host or thread count. reports/ reads nothing else.
import type { ExperimentSpec } from "../spec.js";

/** One (unit, action, tag) of the ledger. energyJ = count x unitEnergyJ. Tag = the network layer that caused it. */
export interface LedgerRowResult {
  readonly unit: string;
  readonly action: string;
  readonly tag: string;
  readonly count: number;
  readonly unitEnergyJ: number;
}

export interface PowerPoint {
  readonly timeS: number;
  /** Power from this time on (piecewise constant), leakage included. */
  readonly powerW: number;
}

export interface LayerResult {
  /** Network layer (also the ledger's tag). */
  readonly name: string;
  readonly startS: number;
  readonly latencyS: number;
  /** Dynamic energy plus the chip's leakage while the layer ran. */
  readonly energyJ: number;
  readonly macs: number;
  readonly subArrays: number;
  readonly replicas: number;
  readonly utilisation: number;
  /** Busy and blocked time summed over units by kind of work or reason of wait, e.g. compute, write, "power-capped". */
  readonly timeByReasonS: Readonly<Record<string, number>>;
}

/** Accuracy with sensing errors of one size of variation. */
export interface VariationPoint {
  /** Multiple of the spreads that the config states; these follow, multiplied. */
  readonly sigmaScale: number;
  readonly sigmaResistanceArea: number;
  readonly sigmaTunnelMagnetoresistance: number;
  readonly senseAmpOffsetV: number;
  /** P(an AND comes out wrong) for 0, 1 and 2 ones. */
  readonly errorRateByOnes: readonly number[];
  /** Mean over the seeds, and its 95 % confidence interval (of chance in the devices; the images are the same). */
  readonly accuracyMean: number;
  readonly accuracyLow: number;
  readonly accuracyHigh: number;
}

export interface VariationResult extends VariationPoint {
  readonly errors: "random" | "fixed";
  readonly seeds: number;
  /** At other multiples of the spreads, rising; empty where the config names none. */
  readonly sweep: readonly VariationPoint[];
}

/** Rewriting of activation rows, images one after the other without a pause. */
export interface WearResult {
  /** Whose sub-arrays are written most. */
  readonly layer: string;
  /** Of their busiest cell. */
  readonly writesPerImage: number;
  /** Until that cell reaches its endurance. */
  readonly lifetimeS: number;
  /** Rows in use for activations, and rows without weights that they could take turns in. */
  readonly activationRows: number;
  readonly freeRows: number;
  /** With turns taken. */
  readonly levelledLifetimeS: number;
}

export interface SubnetResult {
  readonly name: string;
  readonly width: number | null;
  readonly channels: readonly number[];
  readonly images: number;
  /** Images that ran on the timed chip: the ledger is summed over them, times and energies are of one image. */
  readonly timedImages: number;
  readonly accuracy: number | null;
  /** Every logit of every image equals the integer reference network's. */
  readonly bitExact: boolean | null;
  /** Where the config injects sensing errors; everything else of the subnet is of the faultless machine. */
  readonly variation?: VariationResult | undefined;
  /** Missing where nothing is written. */
  readonly wear?: WearResult | undefined;
  /** One image, mean over the timed images. */
  readonly latencyS: number;
  /** One image, dynamic plus leakage: the ledger's total over its timed images. */
  readonly energyJ: number;
  readonly leakageEnergyJ: number;
  readonly averagePowerW: number;
  readonly peakPowerW: number;
  readonly macs: number;
  /** AND bit operations of the convolutions; the classifier's, which run on the arrays too, are left out as in the literature's tables. */
  readonly bitOps: number;
  readonly parameters: number;
  /** Weight bits that this subnet uses. */
  readonly memoryBits: number;
  readonly subArraysUsed: number;
  /** Area of the sub-arrays in use plus the shared parts of the chip. */
  readonly activeAreaM2: number;
  /** Useful AND bit operations over those that the sub-arrays in use could have done in the same time. */
  readonly utilisation: number;
  /** Two operations a MAC. */
  readonly opsPerJ: number;
  readonly opsPerSPerM2: number;
  readonly imagesPerJ: number;
  readonly imagesPerS: number;
  readonly ledger: readonly LedgerRowResult[];
  readonly layers: readonly LayerResult[];
  readonly powerTrace: readonly PowerPoint[];
  readonly timeByReasonS: Readonly<Record<string, number>>;
}

export interface AreaPart {
  readonly part: string;
  readonly count: number;
  readonly areaM2: number;
  readonly leakageW: number;
}

export interface ChipResult {
  readonly preset: string;
  readonly areaM2: number;
  readonly leakageW: number;
  readonly subArrays: number;
  readonly capacityBits: number;
  /** Parts with their counts; count x areaM2 adds up to the chip's area exactly, likewise leakage. */
  readonly parts: readonly AreaPart[];
  /** Floorplan: rectangles in metres. */
  readonly floorplan: readonly { readonly part: string; readonly xM: number; readonly yM: number; readonly widthM: number; readonly heightM: number }[];
}

export interface AssumptionResult {
  readonly path: string;
  readonly value: number | string;
  readonly unit: string;
  readonly kind: "cited" | "assumed" | "fitted" | "stated";
  readonly source: string;
  readonly low: number | null;
  readonly high: number | null;
}

export interface RunResult {
  readonly format: "pimento-result-1";
  readonly version: string;
  readonly name: string;
  readonly seed: string;
  readonly config: ExperimentSpec;
  readonly network: { readonly name: string; readonly checkpointHash: string | null; readonly card: Readonly<Record<string, unknown>> | null };
  readonly data: { readonly name: string; readonly classes: number | null; readonly images: number; /** SHA-256 of the images and labels. */ readonly contentHash: string | null };
  readonly chip: ChipResult;
  readonly subnets: readonly SubnetResult[];
  readonly assumptions: readonly AssumptionResult[];
  /** What is doubtful about the machine, for people; empty for most. */
  readonly warnings: readonly string[];
}
