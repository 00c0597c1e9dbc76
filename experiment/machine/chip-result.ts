// The chip as a result states it: parts that add up to the area and leakage exactly, and a floorplan.
import type { ChipParts, CountedPart } from "../../arch/chip/chip-parts.js";
import { floorplanOf } from "../../arch/chip/floorplan.js";
import { countedParts } from "../../arch/chip/chip-costs.js";
import { subArrayCount, type ChipSpec } from "../../arch/spec/chip-spec.js";
import type { ChipResult } from "./machine-schema.js";

const total = (parts: readonly CountedPart[], of: (part: CountedPart) => number): number => parts.reduce((sum, part) => sum + part.count * of(part), 0);

/** Sums of the parts. */
export const chipAreaM2 = (spec: ChipSpec, parts: ChipParts): number => total(countedParts(spec, parts), (part) => part.areaM2);
export const chipLeakageW = (spec: ChipSpec, parts: ChipParts): number => total(countedParts(spec, parts), (part) => part.leakageW);

export function chipResult(spec: ChipSpec, parts: ChipParts): ChipResult {
  const counted = countedParts(spec, parts);
  return {
    preset: spec.preset,
    areaM2: chipAreaM2(spec, parts),
    leakageW: chipLeakageW(spec, parts),
    subArrays: subArrayCount(spec),
    capacityBits: subArrayCount(spec) * spec.array.rows * spec.array.columns,
    parts: counted,
    floorplan: floorplanOf(spec, counted),
  };
}
