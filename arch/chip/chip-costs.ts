// Costs of every part of a chip from its spec: the composition of the circuit models. Pure.
import { circuitContext, estimateSram, estimateSubArray, repeatedWire, type CircuitContext, type SubArraySpec } from "../circuit/index.js";
import type { BufferAction } from "../buffer/buffer-acts.js";
import { digitalUnitCosts } from "../digital/digital-costs.js";
import { controllerCosts } from "../controller/controller-costs.js";
import { INTERCONNECTS, type InterconnectName } from "../interconnect/index.js";
import { cmosProcess, MEMORY_TECHNOLOGIES, type CmosProcess, type MemoryTechnologyName } from "../technology/index.js";
import type { UnitCosts } from "../../sim/ledger.js";
import { ConfigError, didYouMean } from "../../sim/errors.js";
import type { ChipParts, CountedPart } from "./chip-parts.js";
import { subArrayCount, type ChipSpec } from "./spec.js";

/** A registry's member by name. @throws ConfigError with the known names */
function member<T>(registry: Readonly<Record<string, T>>, name: string, path: string): T {
  if (Object.hasOwn(registry, name)) return registry[name]!;
  const known = Object.keys(registry);
  const guess = didYouMean(name, known);
  throw new ConfigError({ path, message: guess === undefined ? "unknown name" : `unknown name; did you mean ${guess}?`, found: name, allowed: known.join(", ") });
}

export const processOf = (spec: ChipSpec): CmosProcess =>
  cmosProcess({ featureSizeM: spec.process.nodeM, roadmap: spec.process.roadmap, temperatureK: spec.process.temperatureK });

/** The estimator's view of the array section. */
export const subArraySpecOf = (spec: ChipSpec): SubArraySpec => ({
  rows: spec.array.rows,
  columns: spec.array.columns,
  senseAmpMux: spec.array.senseAmpMux,
  writeParallelism: spec.array.writeParallelism,
  accumulatorBits: spec.array.accumulatorBits,
});

/** Read and write of one access of the buffer's width. */
function bufferCosts(context: CircuitContext, spec: ChipSpec): UnitCosts<BufferAction> {
  const sram = estimateSram(context, spec.globalBuffer);
  return {
    areaM2: sram.costs.areaM2,
    leakageW: sram.costs.leakageW,
    actions: {
      read: { energyJ: sram.readEnergyJ, latencyS: sram.cycleS, per: "access" },
      write: { energyJ: sram.writeEnergyJ, latencyS: sram.cycleS, per: "access" },
    },
  };
}

/** @throws ConfigError naming the field that no circuit can be built for */
export function chipParts(spec: ChipSpec): ChipParts {
  const process = processOf(spec);
  const context = circuitContext(process, spec.conventions);
  const technology = member(MEMORY_TECHNOLOGIES, spec.technology as MemoryTechnologyName, "chip.technology");
  const subArray = estimateSubArray(subArraySpecOf(spec), technology, process, { conventions: spec.conventions });
  const wire = repeatedWire(context, "global");
  const interconnect = member(INTERCONNECTS, spec.interconnect.kind as InterconnectName, "chip.interconnect.kind").build({
    organization: spec.organization,
    spec: spec.interconnect,
    matAreaM2: subArray.areaM2,
    wire,
  });
  return {
    subArray: subArray.costs,
    globalBuffer: bufferCosts(context, spec),
    interconnect,
    digital: digitalUnitCosts(context, spec.digital.lanes, spec.array.accumulatorBits),
    controller: controllerCosts(context),
  };
}

/** Every part with its count: areas and leakages of a chip are sums over this list. */
export function countedParts(spec: ChipSpec, parts: ChipParts): CountedPart[] {
  const part = (name: string, count: number, costs: UnitCosts<string>): CountedPart => ({ part: name, count, areaM2: costs.areaM2, leakageW: costs.leakageW });
  return [
    part("sub-array", subArrayCount(spec), parts.subArray),
    part("global-buffer", 1, parts.globalBuffer),
    part("interconnect", 1, parts.interconnect.costs),
    part("digital", spec.digital.units, parts.digital),
    part("controller", 1, parts.controller),
  ];
}
