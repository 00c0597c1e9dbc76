// How a network is laid onto the chip: the choices of the `mapping` section, whose schema in mapping-schema.ts is their one definition.
// Each lists what is built today; further members (remap, rotated, tap, bank-side expansion, in-memory adder ...) are added there.
import type { MappingConfig } from "./mapping-schema.js";

/** The section with every choice made. */
export type MappingSpec = { readonly [Choice in keyof MappingConfig]-?: NonNullable<MappingConfig[Choice]> };

export const defaultMapping: MappingSpec = {
  placement: "resident",
  channelOrder: "striped",
  activationLayout: "im2col",
  windowExpansion: "global-buffer",
  accumulation: "counter",
  replicas: "auto",
};
