// What a checkpoint says of the integers that its network was trained for: bits, the steps of its weights, the clips of its activations.
// Weights stay float in the checkpoint; rounded by this record they are what ran in training, and what runs on the arrays.
import { ConfigError } from "../../sim/errors.js";
import type { Subnet } from "../nets/index.js";
import type { QuantOptions } from "../quant/formats.js";

export interface TrainedQuantisation {
  readonly bits: QuantOptions;
  /** Learned steps by conv or linear node, by output channel or one for all; none of a node whose weights decide their scale. */
  readonly steps: Readonly<Record<string, readonly number[]>>;
  /** Magnitude that the largest code stands for: by subnet name and re-quantised tensor. */
  readonly clips: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

/** @throws ConfigError when a checkpoint's record is not one, or lacks a subnet */
export function checkTrainedQuantisation(value: TrainedQuantisation | undefined, subnets: readonly Subnet[], file: string): void {
  if (value === undefined) return;
  const isRecord = (part: unknown): boolean => typeof part === "object" && part !== null;
  const positive = (numbers: readonly unknown[]): boolean => numbers.every((number) => typeof number === "number" && number > 0 && Number.isFinite(number));
  const whole = isRecord(value) && isRecord(value.bits) && isRecord(value.steps) && isRecord(value.clips)
    && Object.values(value.steps).every((steps) => Array.isArray(steps) && positive(steps))
    && subnets.every(({ name }) => isRecord(value.clips[name]) && positive(Object.values(value.clips[name]!)));
  if (!whole) throw new ConfigError({ path: file, message: "its record of quantisation is not complete", allowed: "bits, positive steps of weights, positive clips of every subnet" });
}
