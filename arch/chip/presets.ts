// The chips that a config can start from, and the rule by which a config's own numbers replace theirs.
import type { ChipSpec } from "../spec/chip-spec.js";
import type { ChipConfig } from "./schema.js";
import { quantity } from "../../sim/quantity.js";
import { MEMORY_TECHNOLOGIES } from "../technology/index.js";
import { replacementsOf } from "./assumptions-schema.js";
import { cellSpecOf } from "./cell-schema.js";
import { checkTechnology } from "./chip-technology.js";
import { resolveMeasured } from "./measured.js";

type PresetSpec = Omit<ChipSpec, "preset">;

const subArray: ChipSpec["array"] = {
  rows: 256, columns: 512, senseAmpMux: 1, writeParallelism: 64, columnGating: 64, accumulatorBits: 42, sumsPerSet: 64, wordBits: 512,
  operations: ["read", "and", "or", "xor", "maj3", "full-add"],
};
const process45 = { nodeM: quantity("45 nm", "m"), roadmap: "LOP", temperatureK: 300 } as const;

/** 64 sub-arrays, 8 Mb: an unpacked 8-bit ResNet-20 fits once. */
const edge: PresetSpec = {
  technology: "sot-mram",
  cell: null,
  measured: {},
  conventions: "pimento",
  process: process45,
  array: subArray,
  organization: { matsPerBank: 4, banksPerGroup: 16, groups: 1 },
  rowBufferWindows: 2,
  sumBuffers: 2,
  globalBuffer: { capacityBits: quantity("128 KiB", "bit"), widthBits: 128 },
  interconnect: { kind: "h-tree", widthBits: 128, frequencyHz: quantity("1 GHz", "Hz") },
  digital: { units: 1, lanes: 64, frequencyHz: quantity("250 MHz", "Hz") },
  idleSubArrays: "on",
};

/** 512 Mb: 2 x 2 mats in a bank, 8 x 8 banks in a group, 16 groups. */
const family512Mb: PresetSpec = {
  ...edge,
  organization: { matsPerBank: 4, banksPerGroup: 64, groups: 16 },
  globalBuffer: { capacityBits: quantity("1 MiB", "bit"), widthBits: 512 },
  interconnect: { kind: "h-tree", widthBits: 512, frequencyHz: quantity("1 GHz", "Hz") },
  digital: { units: 16, lanes: 64, frequencyHz: quantity("250 MHz", "Hz") },
};

export const CHIP_PRESETS = {
  edge,
  "family-512mb": family512Mb,
} as const satisfies Record<string, PresetSpec>;

export type ChipPresetName = keyof typeof CHIP_PRESETS;

export const DEFAULT_CHIP_PRESET: ChipPresetName = "edge";

/**
 * The preset with the config's own numbers over it. Throws ConfigError for a technology without an array model, fields that its kind
 * of cell has not, and replaced numbers that the chip has not.
 */
export function resolveChip(config: ChipConfig = {}): ChipSpec {
  const preset = config.preset ?? DEFAULT_CHIP_PRESET;
  const base: PresetSpec = CHIP_PRESETS[preset];
  const { node, temperature, roadmap } = config.process ?? {};
  const { capacity, widthBits } = config.globalBuffer ?? {};
  const technology = config.technology ?? base.technology;
  checkTechnology(technology, config.cell);
  const chip: ChipSpec = {
    preset,
    technology,
    ...(config.computeStyle === undefined ? {} : { computeStyle: config.computeStyle }),
    cell: config.cell === undefined ? base.cell : cellSpecOf(config.cell),
    measured: config.measured === undefined ? base.measured : resolveMeasured(config.measured),
    conventions: config.conventions ?? base.conventions,
    process: over(base.process, { nodeM: node ?? nativeNodeM(config), roadmap, temperatureK: temperature }),
    array: resolveArray(base.array, config.array),
    organization: over(base.organization, config.organization ?? {}),
    rowBufferWindows: config.rowBufferWindows ?? base.rowBufferWindows,
    sumBuffers: config.sumBuffers ?? base.sumBuffers,
    globalBuffer: over(base.globalBuffer, { capacityBits: capacity, widthBits }),
    interconnect: resolveClocked(base.interconnect, config.interconnect),
    digital: resolveClocked(base.digital, config.digital),
    idleSubArrays: config.idleSubArrays ?? base.idleSubArrays,
  };
  return config.assumptions === undefined ? chip : { ...chip, assumptions: replacementsOf(chip, config.assumptions) };
}

/** A technology brings the node that its figures belong to, unless the config states one. */
const nativeNodeM = ({ technology }: ChipConfig): number | undefined =>
  (technology === undefined ? undefined : MEMORY_TECHNOLOGIES[technology].nativeFeatureSizeM.value);

/** A narrow array bounds the preset's write parallelism and gating: only stated values can be too large. */
function resolveArray(base: ChipSpec["array"], config: ChipConfig["array"]): ChipSpec["array"] {
  const { columnGating, ...stated } = config ?? {};
  const columns = stated.columns ?? base.columns;
  const fitting = {
    ...base, writeParallelism: Math.min(base.writeParallelism, columns), columnGating: Math.min(base.columnGating, columns),
  };
  const array = over(fitting, { ...stated, columnGating: columnGating === "none" ? 0 : columnGating });
  return { ...array, wordBits: stated.wordBits ?? Math.max(1, Math.floor(array.columns / array.senseAmpMux)) };
}

function resolveClocked<T extends { readonly frequencyHz: number }>(
  base: T, config: (Gaps<Omit<T, "frequencyHz">> & { frequency?: number | undefined }) | undefined,
): T {
  const { frequency, ...stated } = config ?? {};
  return over(base, { ...stated, frequencyHz: frequency } as Gaps<T>);
}

type Gaps<T> = { readonly [K in keyof T]?: T[K] | undefined };

/** `base` with the stated values of `stated`. */
function over<T extends object>(base: T, stated: Gaps<T>): T {
  const given = Object.entries(stated).filter(([, value]) => value !== undefined);
  return { ...base, ...Object.fromEntries(given) };
}
