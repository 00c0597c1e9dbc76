// The `power` section of a config.
import { z } from "zod";
import { quantityField } from "../../arch/chip/quantity-schema.js";

const INFINITE_WORDS = /^(infinite|infinity|inf|unlimited)( W)?$/i;

const isInfinite = (value: unknown): boolean => value === Infinity || (typeof value === "string" && INFINITE_WORDS.test(value));

const budget = quantityField("W", {
  description: "Limit on instantaneous power, leakage included; infinite or left out: no limit.",
  example: "200 mW",
  allowInfinite: true,
});

export const powerSchema = z
  .strictObject({
    budget: z
      .preprocess((value) => (isInfinite(value) ? "infinite" : value), budget)
      .transform((watts) => (watts === Infinity ? null : watts))
      .optional(),
  })
  .meta({ description: "Limits on power." });

export type PowerConfig = z.output<typeof powerSchema>;
