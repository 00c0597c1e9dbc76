// What a result says of the machine: the chip and its parts, and the numbers that it rests on.
import { z } from "zod";
import { amount, count, number, type Plain } from "../result-numbers.js";

const areaPart = z.strictObject({
  part: z.string(),
  count: count("How many."),
  areaM2: amount("Area of one [m^2]."),
  leakageW: amount("Leakage of one [W]."),
});

/** Count x areaM2 of the parts adds up to the chip's area exactly, likewise leakage. The floorplan is of rectangles. */
export const chipSchema = z.strictObject({
  preset: z.string(),
  areaM2: amount("Area of the chip [m^2]."),
  leakageW: amount("Leakage of the chip [W]."),
  subArrays: count("Computational sub-arrays."),
  capacityBits: count("Memory cells [bit]."),
  parts: z.array(areaPart),
  floorplan: z.array(
    z.strictObject({ part: z.string(), xM: number("[m]"), yM: number("[m]"), widthM: amount("[m]"), heightM: amount("[m]") }),
  ),
});

export const assumptionSchema = z.strictObject({
  path: z.string(),
  value: z.union([z.number(), z.string()]),
  unit: z.string(),
  kind: z.enum(["cited", "assumed", "fitted", "stated"]),
  source: z.string(),
  low: z.number().nullable(),
  high: z.number().nullable(),
});

export type ChipResult = Plain<z.output<typeof chipSchema>>;
export type AreaPart = ChipResult["parts"][number];
export type AssumptionResult = Plain<z.output<typeof assumptionSchema>>;
