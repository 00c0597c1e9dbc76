// The `run` section of a config: how many images, and the seed.
import { z } from "zod";
import { wholeNumber } from "../../arch/chip/quantity-schema.js";

export const runSchema = z.strictObject({
  images: wholeNumber(0, 1_000_000, "Test images sent through the simulated arrays; 0 only without data.").optional(),
  timedImages: wholeNumber(1, 10_000, "How many of them also run on the timed chip; latency and power come from these.").optional(),
  seed: z.union([z.string().min(1).max(256), z.int().min(0)])
    .transform(String)
    .meta({ description: "Seed of every random stream.", "x-allowed": "a word or a whole number" })
    .optional(),
}).meta({ description: "What to run." });

export type RunConfig = z.output<typeof runSchema>;
