// What an uncertainty analysis gives: plain JSON, finite SI numbers. reports/ reads nothing else.
import type { EvaluationFigures, Refusal } from "../services.js";
import type { VariedNumber } from "./varied-number.js";

/** A figure with all numbers as stated, and its quantiles over the samples. */
export interface Spread {
  readonly nominal: number;
  /** 5 %, 50 % and 95 % of the samples lie below. */
  readonly low: number;
  readonly median: number;
  readonly high: number;
}

/** A subnet for one image, or an operation for one word. */
export interface SubjectSpread {
  readonly name: string;
  readonly energyJ: Spread;
  readonly latencyS: Spread;
  /** Over the reference subject's, sample by sample. */
  readonly energyRatio: Spread;
  readonly latencyRatio: Spread;
}

export type TornadoFigure = "energyJ" | "latencyS" | "areaM2";

export type TornadoEnd = Readonly<Record<TornadoFigure, number>>;

/** One number at the ends of its range, all others as stated. */
export interface TornadoRow extends VariedNumber {
  /** Null where the end is refused. */
  readonly atLow: TornadoEnd | null;
  readonly atHigh: TornadoEnd | null;
  /** How far apart the figures get, over their stated values. */
  readonly swingRatio: TornadoEnd;
}

export interface RefusedEvaluation extends Refusal {
  /** Sample number from 0, or the path at an end of its range. */
  readonly of: string;
}

export interface UncertaintyReport {
  readonly format: "pimento-uncertainty-1";
  readonly version: string;
  readonly program: string;
  readonly name: string;
  readonly seed: string;
  /** A chip with its network, or one array. */
  readonly system: "chip" | "array";
  /** What ratios are relative to and the tornado is of: a subnet or an operation. */
  readonly reference: string;
  readonly samples: number;
  readonly areaM2: Spread;
  readonly leakageW: Spread;
  readonly subjects: readonly SubjectSpread[];
  readonly nominal: TornadoEnd;
  /** The widest relative swing of any figure first. */
  readonly tornado: readonly TornadoRow[];
  /** Samples whose write path lacks voltage at the farthest cell: they count, but such an array could not be written. */
  readonly samplesWithoutWriteHeadroom: number;
  readonly refused: readonly RefusedEvaluation[];
  /** By sample, subjects in order; null for a refused one. */
  readonly figures: readonly (EvaluationFigures | null)[];
}
