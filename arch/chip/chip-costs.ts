// Costs of every part of a chip from its spec: the composition of the circuit models. Pure.
import {
  circuitContext, estimateSram, estimateSubArray, type CircuitContext, type SubArrayEstimate, type SubArraySpec,
} from "../circuit/index.js";
import type { BufferAction } from "../units/global-buffer.js";
import { rowBufferCosts, sumBufferCosts, sumStoreCosts } from "../stores/local-buffers.js";
import { digitalUnitCosts } from "../digital/digital-costs.js";
import { controllerCosts } from "../controller/controller-costs.js";
import { INTERCONNECTS, type InterconnectName } from "../interconnect/index.js";
import { resolveProcess, sensedTechnology, type CmosProcess, type SensedTechnology } from "../technology/index.js";
import type { UnitCosts } from "../../sim/ledger.js";
import type { ChipPart } from "../spec/chip-part.js";
import type { EnergyCategory } from "../spec/energy-category.js";
import type { SubArrayCosts } from "../styles/compute-style.js";
import { styleOf } from "../styles/index.js";
import type { ChipBuild, ChipParts } from "./chip-parts.js";
import { withMeasured } from "./measured.js";
import { modelCards } from "./model-cards.js";
import { registryMember } from "../spec/registry-member.js";
import { subArrayCount, type ChipSpec } from "../spec/chip-spec.js";

/** The CMOS process of a chip at its node, roadmap and temperature. Throws ConfigError for a node that no card covers. */
export const processOf = (spec: ChipSpec): CmosProcess => resolveProcess(modelCards(spec).process);

/**
 * Every circuit, device and margin model starts from this card. Throws ConfigError for an unknown technology, and for a kind of
 * cell that no array model takes.
 */
export const technologyOf = (spec: ChipSpec): SensedTechnology => sensedTechnology(modelCards(spec).technology);

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

/** The same category for every action of a unit. */
const allAs = <A extends string>({ actions }: UnitCosts<A>, category: EnergyCategory): Record<A, EnergyCategory> =>
  Object.fromEntries(Object.keys(actions).map((action) => [action, category])) as Record<A, EnergyCategory>;

function part<A extends string>(
  name: string, place: ChipPart["place"], count: number, costs: UnitCosts<A>, category: EnergyCategory,
): ChipPart<A> {
  return { name, count, costs, categories: allAs(costs, category), place };
}

/** The sub-array of the chip's compute style, with its width. */
function subArrayPart(spec: ChipSpec, context: CircuitContext): { readonly part: ChipPart; readonly widthM: number } {
  const style = styleOf(spec);
  const computingArray = (): SubArrayCosts => {
    const estimate = subArrayEstimateOf(spec);
    return { costs: withMeasured(estimate, spec), widthM: estimate.widthM };
  };
  const { costs, widthM } = style.costs(spec, { context, computingArray });
  const categories = Object.fromEntries(Object.keys(costs.actions).map((action) => [action, style.category(action)]));
  return { part: { name: "sub-array", count: subArrayCount(spec), costs, categories, place: "mat" }, widthM };
}

/** @throws ConfigError naming the field that no circuit can be built for */
export function buildChip(spec: ChipSpec): ChipBuild {
  const cards = modelCards(spec);
  const count = subArrayCount(spec);
  const context = circuitContext(processOf(spec), spec.conventions, cards.circuit);
  const { part: subArray, widthM } = subArrayPart(spec, context);
  const rowBuffer = rowBufferCosts(context, spec.array, spec.rowBufferWindows);
  const sumBuffer = sumBufferCosts(context, spec.array, spec.sumBuffers);
  const matAreaM2 = subArray.costs.areaM2 + rowBuffer.areaM2 + sumBuffer.areaM2;
  const network = registryMember(INTERCONNECTS, spec.interconnect.kind as InterconnectName, "chip.interconnect.kind").build({
    organization: spec.organization,
    spec: spec.interconnect,
    mat: { widthM, heightM: matAreaM2 / widthM },
    context,
  });
  const digital = digitalUnitCosts(context, spec.digital, spec.array.accumulatorBits, cards.digital);
  const parts: ChipParts = {
    subArray,
    rowBuffer: part("row-buffer", "mat", count, rowBuffer, "buffers"),
    sumBuffer: part("sum-buffer", "mat", count, sumBuffer, "buffers"),
    sumStore: part("sum-store", "shared", 1, sumStoreCosts(context, spec.array, count), "buffers"),
    globalBuffer: part("global-buffer", "shared", 1, bufferCosts(context, spec), "buffers"),
    interconnect: part("interconnect", "shared", 1, network.costs, "interconnect"),
    digital: part("digital", "shared", spec.digital.units, digital, "digital units"),
    controller: part("controller", "shared", 1, controllerCosts(context, cards.controller), "control"),
  };
  return { parts, network };
}
