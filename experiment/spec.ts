// The resolved experiment: one config file with presets and defaults applied. Plain JSON, SI numbers.
import type { ChipSpec } from "../arch/spec/chip-spec.js";
import type { VariationSpec } from "../arch/margin/variation.js";
import type { MappingSpec } from "../workloads/compile/mapping.js";
import type { SubnetRequest } from "../workloads/nets/index.js";
import type { QuantOptions } from "../workloads/codes/bits.js";

export interface NetworkRequest extends QuantOptions {
  /** Member of the network registry, e.g. "resnet20". */
  readonly name: string;
  /** Uniform widths, or named lists of channels per width slot. */
  readonly subnets: readonly SubnetRequest[];
  /** A shipped checkpoint's name, a file, or null (random weights, only with data.name "none"). */
  readonly checkpoint: string | null;
  /** Only where the config names a checkpoint and leaves out the network or its subnets: whatever the checkpoint holds. */
  readonly fromCheckpoint?: readonly ("network" | "subnets")[];
  /** Only where the config states no bits and no scale: those that the checkpoint was trained for, if it was. */
  readonly bitsFromCheckpoint?: true;
}

export interface DataRequest {
  /** Member of the dataset registry, or "none": timing without images. */
  readonly name: string;
  /** Folder of a dataset read from files; null for one drawn by code. */
  readonly dir: string | null;
  /** Only where the config states it: number of classes of a dataset that does not say it. */
  readonly classes?: number;
  /** Only where the config states it: height and width of the images of a dataset that does not say it. */
  readonly size?: number;
  /** Share of ones assumed for bits that no image decides (runs without images). */
  readonly activationOnesRatio: number;
  readonly weightOnesRatio: number;
}

export interface RunRequest {
  /** Test images sent through the simulated arrays (0 only with data.name "none"). */
  readonly images: number;
  /** How many of them also run on the timed chip; latency and power come from these. */
  readonly timedImages: number;
  readonly seed: string;
}

export interface PowerRequest {
  /** Limit on instantaneous power, leakage included; null is no limit. */
  readonly budgetW: number | null;
}

export interface ExperimentSpec {
  readonly name: string;
  readonly chip: ChipSpec;
  readonly network: NetworkRequest;
  readonly data: DataRequest;
  readonly run: RunRequest;
  readonly mapping: MappingSpec;
  readonly power: PowerRequest;
  /** Only where the config has such a section. */
  readonly variation?: VariationSpec;
}
