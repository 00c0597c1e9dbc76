// The `mapping` section of a config: how the network is laid onto the chip. Lists what is built today; mapping.ts infers its type from
// here.
import { z } from "zod";
import { nameOf } from "../../arch/chip/quantity-schema.js";

const CHANNEL_ORDER = "contiguous: first channels together, narrow subnets leave whole sub-arrays dark. "
  + "striped: each sub-array holds a slice of every width.";
const PLACEMENT = "resident: full-width weights are placed once, a switch of subnet moves no weight.";
const REPLICAS = {
  description: "Copies of a layer's weights; auto spends the spare sub-arrays on the slowest layers.",
  "x-allowed": "auto, or a whole number from 1 to 65536",
};

export const mappingSchema = z.strictObject({
  placement: nameOf(["resident"], PLACEMENT).optional(),
  channelOrder: nameOf(["contiguous", "striped"], CHANNEL_ORDER).optional(),
  activationLayout: nameOf(["im2col"], "im2col: every element of a window is rewritten for each output pixel.").optional(),
  /** At the global buffer the interconnect carries duplicates. */
  windowExpansion: nameOf(["global-buffer"], "Where a window is expanded to its elements.").optional(),
  accumulation: nameOf(["counter"], "counter: bit counter and shift-accumulator at the sub-array.").optional(),
  replicas: z.union([z.literal("auto"), z.int().min(1).max(65_536)]).meta(REPLICAS).optional(),
}).meta({ description: "How the network is laid onto the chip." });

export type MappingConfig = z.output<typeof mappingSchema>;
