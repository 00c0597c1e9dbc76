// The whole config file: each room's part under its key. Every section may be left out.
import { z } from "zod";
import { chipSchema } from "../../arch/chip/schema.js";
import { variationSchema } from "../../arch/margin/variation-schema.js";
import { mappingSchema } from "../../workloads/compile/mapping-schema.js";
import { dataSchema } from "../../workloads/data/data-schema.js";
import { networkSchema } from "../../workloads/nets/network-schema.js";
import { powerSchema } from "./power-schema.js";
import { runSchema } from "./run-schema.js";

const name = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/)
  .meta({
    description: "Name of the experiment and of its folder under out/.",
    "x-allowed": "up to 100 letters, digits, dots, dashes and underscores",
  });

export const experimentSchema = z.strictObject({
  name: name.optional(),
  chip: chipSchema.optional(),
  network: networkSchema.optional(),
  data: dataSchema.optional(),
  run: runSchema.optional(),
  mapping: mappingSchema.optional(),
  power: powerSchema.optional(),
  variation: variationSchema.optional(),
}).meta({ title: "Pimento experiment", description: "One experiment: a chip, a network, images. Whatever is left out has a default." });

/** The config after reading: SI numbers, still with gaps. */
export type ExperimentConfig = z.output<typeof experimentSchema>;

/** Keys that belong to the config format and have nothing behind them in this version. */
export const UNAVAILABLE_SECTIONS: Readonly<Record<string, string>> = {
  train: "training from a config (use `pimento train`)",
  scenario: "budgets that change over time",
  sweep: "parameter sweeps",
};
