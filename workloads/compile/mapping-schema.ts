// The `mapping` section of a config: how the network is laid onto the chip. Lists what is built today.
import { z } from "zod";
import { nameOf } from "../../arch/chip/quantity-schema.js";

export const mappingSchema = z.strictObject({
  placement: nameOf(["resident"], "resident: full-width weights are placed once, a switch of subnet moves no weight.").optional(),
  channelOrder: nameOf(["contiguous", "striped"], "contiguous: first channels together, narrow subnets leave whole sub-arrays dark. striped: each sub-array holds a slice of every width.").optional(),
  activationLayout: nameOf(["im2col"], "im2col: every element of a window is rewritten for each output pixel.").optional(),
  windowExpansion: nameOf(["global-buffer"], "Where a window is expanded to its elements.").optional(),
  accumulation: nameOf(["counter"], "counter: bit counter and shift-accumulator at the sub-array.").optional(),
  replicas: z.union([z.literal("auto"), z.int().min(1).max(65_536)])
    .meta({ description: "Copies of a layer's weights; auto spends the spare sub-arrays on the slowest layers.", "x-allowed": "auto, or a whole number from 1 to 65536" })
    .optional(),
}).meta({ description: "How the network is laid onto the chip." });

export type MappingConfig = z.output<typeof mappingSchema>;
