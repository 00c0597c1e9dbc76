// The `variation` section of a config: spreads of the devices, how levels are told apart, errors injected into a run.
import { z } from "zod";
import { nameOf, quantityField, wholeNumber } from "../chip/quantity-schema.js";

const sigma = (description: string, max = "20 %") => quantityField("1", { description, example: "5 %", min: "0 %", max }).optional();

export const variationSchema = z.strictObject({
  sigmaRA: sigma("Relative standard deviation of the resistance-area product from cell to cell."),
  sigmaTMR: sigma("Relative standard deviation of the TMR ratio from cell to cell."),
  sigmaOn: sigma("Relative standard deviation of the low resistance from cell to cell, of a cell without junction.", "35 %"),
  sigmaOff: sigma("Relative standard deviation of the high resistance from cell to cell, of a cell without junction.", "35 %"),
  distribution: nameOf(["lognormal", "normal"], "Of the resistance-area product, or of both resistances; TMR varies normally.").optional(),
  senseAmpOffset: quantityField("V", {
    description: "Standard deviation of a sense amplifier's offset, referred to its input.", example: "5 mV", min: "0 V", max: "100 mV",
  }).optional(),
  polarity: nameOf(
    ["high-resistance", "low-resistance"],
    "State that stores a 1; left out: the technology's. Margins and errors follow it, energy follows the technology.",
  ).optional(),
  senseMode: nameOf(
    ["current", "voltage"],
    "Bitline held at the read voltage and its current compared, or a current forced and its voltage compared.",
  ).optional(),
  reference: nameOf(
    ["midpoint", "equal-error"],
    "References half-way between nominal levels, or where both neighbours err alike.",
  ).optional(),
  samples: wholeNumber(100, 10_000_000, "Monte Carlo samples of each level and reference.").optional(),
  errors: nameOf(
    ["none", "random", "fixed"],
    "Errors injected into a run: none, independent for every sensing, or by cells and amplifiers drawn once per seed.",
  ).optional(),
  seeds: wholeNumber(2, 1000, "Runs with errors; accuracy is given with a confidence interval over them.").optional(),
  sigmaScales: z.array(z.number().min(0).max(10)).max(32)
    .meta({
      description: "Accuracy is found at these multiples of all spreads too.", "x-allowed": "a list of up to 32 numbers from 0 to 10",
    })
    .optional(),
}).meta({ description: "Variation of the devices and what it does. Whatever is left out comes from the technology." });

/** The section after reading: SI numbers, still with gaps. */
export type VariationConfig = z.output<typeof variationSchema>;
