// Fills the gaps of a config: presets and defaults. What one section's default takes from another is stated here.
import { technologyOf } from "../../arch/chip/chip-costs.js";
import { resolveChip } from "../../arch/chip/presets.js";
import { resolveVariation } from "../../arch/margin/variation.js";
import { defaultMapping } from "../../workloads/compile/mapping.js";
import type { QuantOptions } from "../../workloads/codes/bits.js";
import type { ExperimentConfig } from "./experiment-schema.js";
import type { DataRequest, ExperimentSpec, NetworkRequest, RunRequest } from "../spec.js";

const DEFAULT_WIDTHS = [1, 0.75, 0.5, 0.25];
const DEFAULT_IMAGES = 64;

/** @param name name of the experiment when the config states none */
export function resolveConfig(config: ExperimentConfig, name: string): ExperimentSpec {
  const data = resolveData(config.data);
  const { replicas, ...mapping } = config.mapping ?? {};
  const chip = resolveChip(config.chip);
  return {
    name: config.name ?? name,
    chip,
    network: resolveNetwork(config.network, data.name),
    data,
    run: resolveRun(config.run, data.name),
    mapping: { ...defaultMapping, ...stated(mapping), ...(replicas === undefined ? {} : { replicas }) },
    power: { budgetW: config.power?.budget ?? null },
    ...(config.variation === undefined ? {} : { variation: resolveVariation(config.variation, technologyOf(chip)) }),
  };
}

/** The checkpoint's default is the shipped one for the network and the images; random weights where there are no images. */
function resolveNetwork(config: ExperimentConfig["network"], dataName: string): NetworkRequest {
  const name = config?.name ?? "resnet20";
  const open =
    typeof config?.checkpoint !== "string"
      ? []
      : [...(config.name === undefined ? ["network" as const] : []), ...(config.subnets === undefined ? ["subnets" as const] : [])];
  const shipped = dataName === "none" ? null : `${name}-${dataName}`;
  return {
    name,
    subnets: config?.subnets ?? DEFAULT_WIDTHS,
    ...resolveBits(config),
    checkpoint: config?.checkpoint === undefined ? shipped : config.checkpoint,
    ...(open.length === 0 ? {} : { fromCheckpoint: open }),
  };
}

/** A config that names a checkpoint and states none of these takes those that the checkpoint was trained for. */
function resolveBits(config: ExperimentConfig["network"]): Pick<NetworkRequest, keyof QuantOptions | "bitsFromCheckpoint"> {
  const { weightBits, activationBits, firstLayerBits, lastLayerBits, weightScale } = config ?? {};
  const bits = stated({ weightBits, activationBits, firstLayerBits, lastLayerBits, weightScale });
  const isOpen = Object.keys(bits).length === 0 && typeof config?.checkpoint === "string";
  return { weightBits: 8, activationBits: 8, ...bits, ...(isOpen ? { bitsFromCheckpoint: true } : {}) };
}

/** Share of ones among the activation bits that the shipped procedural network writes at full width: 0.159 counted over one image. */
const MEASURED_ACTIVATION_ONES = 0.16;

/** A folder without a name holds CIFAR-10 files. */
function resolveData(config: ExperimentConfig["data"]): DataRequest {
  return {
    name: config?.name ?? (config?.dir === undefined ? "procedural" : "cifar10"),
    dir: config?.dir ?? null,
    ...(config?.classes === undefined ? {} : { classes: config.classes }),
    ...(config?.size === undefined ? {} : { size: config.size }),
    activationOnesRatio: config?.activationOnesRatio ?? MEASURED_ACTIVATION_ONES,
    weightOnesRatio: config?.weightOnesRatio ?? 0.5,
  };
}

function resolveRun(config: ExperimentConfig["run"], dataName: string): RunRequest {
  return {
    images: config?.images ?? (dataName === "none" ? 0 : DEFAULT_IMAGES),
    timedImages: config?.timedImages ?? 1,
    seed: config?.seed ?? "1",
  };
}

/** Without the keys that are only there as undefined. */
function stated<T extends object>(section: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(section).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}
