// The chip as a result states it: parts that add up to the area and leakage exactly, and a floorplan.
import { areaOf, leakageOf, partList, type ChipParts } from "../../arch/chip/chip-parts.js";
import { floorplanOf } from "../../arch/chip/floorplan.js";
import { subArrayCount, type ChipSpec } from "../../arch/spec/chip-spec.js";
import type { ChipResult } from "./machine-schema.js";

/** Parts, their sums and where they lie; all in SI. */
export function chipResult(spec: ChipSpec, parts: ChipParts): ChipResult {
  const list = partList(parts);
  return {
    preset: spec.preset,
    areaM2: areaOf(list),
    leakageW: leakageOf(list),
    subArrays: subArrayCount(spec),
    capacityBits: subArrayCount(spec) * spec.array.rows * spec.array.columns,
    parts: list.map(({ name, count, costs: { areaM2, leakageW }, categories }) =>
      ({ part: name, count, areaM2, leakageW, energyCategories: categories })),
    floorplan: floorplanOf(spec, list),
  };
}
