// What is doubtful about a chip that can be built: said beside its figures, in every command that estimates it.
import { formatQuantity } from "../../sim/quantity.js";
import { subArrayEstimateOf } from "./chip-costs.js";
import type { ChipSpec } from "../spec/chip-spec.js";

/** Throws ConfigError naming the field that no array can be built with. */
export function chipWarnings(spec: ChipSpec): string[] {
  const { writeHeadroomV } = subArrayEstimateOf(spec);
  if (writeHeadroomV === null || writeHeadroomV >= 0) return [];
  return [
    `the write path lacks ${formatQuantity(-writeHeadroomV, "V", 2)} at the farthest cell: these lines are too long for the write supply`,
  ];
}
