// Costs of every part of a chip from its spec: the composition of the circuit models. Pure.
import { circuitContext, estimateSram, estimateSubArray, type CircuitContext, type SubArrayEstimate, type SubArraySpec } from "../circuit/index.js";
import type { BufferAction } from "../buffer/buffer-acts.js";
import { rowBufferCosts, sumBufferCosts, sumStoreCosts } from "../stores/local-buffers.js";
import { digitalUnitCosts } from "../digital/digital-costs.js";
import { controllerCosts } from "../controller/controller-costs.js";
import { INTERCONNECTS, type InterconnectName } from "../interconnect/index.js";
import { resolveProcess, type CmosProcess, type MemoryTechnology } from "../technology/index.js";
import type { UnitCosts } from "../../sim/ledger.js";
import type { ChipParts, CountedPart } from "./chip-parts.js";
import { withMeasured } from "./measured.js";
import { modelCards } from "./model-cards.js";
import { registryMember } from "./registry-member.js";
import { subArrayCount, type ChipSpec } from "../spec/chip-spec.js";

export const processOf = (spec: ChipSpec): CmosProcess => resolveProcess(modelCards(spec).process);

/** Every circuit, device and margin model starts from this card. Throws ConfigError for an unknown technology. */
export const technologyOf = (spec: ChipSpec): MemoryTechnology => modelCards(spec).technology;

/** A sub-array in the chip's technology, process and conventions. Throws ConfigError naming the field that none can be built with. */
export const subArrayEstimateOf = (spec: ChipSpec, geometry: SubArraySpec = subArraySpecOf(spec)): SubArrayEstimate =>
  estimateSubArray(geometry, technologyOf(spec), processOf(spec), { conventions: spec.conventions, cards: modelCards(spec).circuit });

/** The estimator's view of the array section. */
export const subArraySpecOf = (spec: ChipSpec): SubArraySpec => ({
  rows: spec.array.rows,
  columns: spec.array.columns,
  senseAmpMux: spec.array.senseAmpMux,
  writeParallelism: spec.array.writeParallelism,
  accumulatorBits: spec.array.accumulatorBits,
  operations: spec.array.operations,
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
  const cards = modelCards(spec);
  const context = circuitContext(processOf(spec), spec.conventions, cards.circuit);
  const subArray = subArrayEstimateOf(spec);
  const subArrayCosts = withMeasured(subArray, spec);
  const rowBuffer = rowBufferCosts(context, spec.array, spec.rowBufferWindows);
  const sumBuffer = sumBufferCosts(context, spec.array, spec.sumBuffers);
  const matAreaM2 = subArrayCosts.areaM2 + rowBuffer.areaM2 + sumBuffer.areaM2;
  const interconnect = registryMember(INTERCONNECTS, spec.interconnect.kind as InterconnectName, "chip.interconnect.kind").build({
    organization: spec.organization,
    spec: spec.interconnect,
    mat: { widthM: subArray.widthM, heightM: matAreaM2 / subArray.widthM },
    context,
  });
  return {
    subArray: subArrayCosts,
    rowBuffer,
    sumBuffer,
    sumStore: sumStoreCosts(context, spec.array, subArrayCount(spec)),
    globalBuffer: bufferCosts(context, spec),
    interconnect,
    digital: digitalUnitCosts(context, spec.digital, spec.array.accumulatorBits, cards.digital),
    controller: controllerCosts(context, cards.controller),
  };
}

/** Every part with its count: areas and leakages of a chip are sums over this list. */
export function countedParts(spec: ChipSpec, parts: ChipParts): CountedPart[] {
  const part = (name: string, count: number, costs: UnitCosts<string>): CountedPart => ({ part: name, count, areaM2: costs.areaM2, leakageW: costs.leakageW });
  return [
    part("sub-array", subArrayCount(spec), parts.subArray),
    part("row-buffer", subArrayCount(spec), parts.rowBuffer),
    part("sum-buffer", subArrayCount(spec), parts.sumBuffer),
    part("sum-store", 1, parts.sumStore),
    part("global-buffer", 1, parts.globalBuffer),
    part("interconnect", 1, parts.interconnect.costs),
    part("digital", spec.digital.units, parts.digital),
    part("controller", 1, parts.controller),
  ];
}
