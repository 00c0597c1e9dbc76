// What a result says of the machine: the chip and its parts, and the numbers that it rests on.
import { z } from "zod";
import { ENERGY_CATEGORIES } from "../../arch/spec/energy-category.js";
import { amount, count, number, type Plain } from "../result-numbers.js";

const energyCategories = z
  .record(z.string(), z.enum(ENERGY_CATEGORIES))
  .meta({ description: "What the energy of each action counts as in breakdowns." });

const areaPart = z.strictObject({
  part: z.string(),
  count: count("How many."),
  areaM2: amount("Area of one [m^2]."),
  leakageW: amount("Leakage of one [W]."),
  energyCategories,
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

export const deploymentSchema = z
  .strictObject({
    latencyS: amount("Time [s]."),
    energyJ: amount("Dynamic energy and leakage [J]."),
    leakageEnergyJ: amount("Leakage part [J]."),
    cellsWritten: count("Cells that hold a weight bit, all copies together."),
    subArrays: count("Sub-arrays that hold weights."),
  })
  .meta({ description: "Putting the weights into the arrays, once, on an idle chip without a power budget." });

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
export type DeploymentResult = Plain<z.output<typeof deploymentSchema>>;
export type AreaPart = ChipResult["parts"][number];
export type AssumptionResult = Plain<z.output<typeof assumptionSchema>>;
