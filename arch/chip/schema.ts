// The `chip` section of a config, as people write it. Every key may be left out: the preset gives the rest (presets.ts).
// Leaves out what needs the whole chip, for instance whether a network fits: the compiler says that.
import { z } from "zod";
import { formatQuantity } from "../../sim/quantity.js";
import { CONVENTIONS } from "../circuit/conventions/index.js";
import { INTERCONNECTS } from "../interconnect/index.js";
import { CMOS_NODES, ROADMAPS } from "../technology/cmos/index.js";
import { COMPUTE_STYLES } from "../styles/index.js";
import { SENSE_OPERATIONS } from "../sense-ops/index.js";
import { MEMORY_TECHNOLOGIES } from "../technology/index.js";
import { assumptionsSchema } from "./assumptions-schema.js";
import { cellSchema, measuredSchema } from "./cell-schema.js";
import { CHIP_PRESETS } from "./presets.js";
import { nameOf, namesIn, powerOfTwo, quantityField, wholeNumber } from "./quantity-schema.js";

const featureSizesM = Object.values(CMOS_NODES).map((node) => node.featureSizeM);
const smallestNode = formatQuantity(Math.min(...featureSizesM), "m");
const largestNode = formatQuantity(Math.max(...featureSizesM), "m");

const process = z.strictObject({
  node: quantityField("m", { description: "Feature size of the CMOS process.", example: "45 nm", min: smallestNode, max: largestNode })
    .optional(),
  roadmap: nameOf(ROADMAPS, "Transistors: high performance, low operating power, low standby power.").optional(),
  temperature: quantityField("K", { description: "Junction temperature.", example: "300 K", min: "300 K", max: "400 K" }).optional(),
}).meta({ description: "CMOS process around the memory cells." });

const array = z.strictObject({
  rows: powerOfTwo(2, 65_536, "Wordlines of one sub-array.").optional(),
  columns: powerOfTwo(2, 65_536, "Bitlines of one sub-array; one dot-product element per column.").optional(),
  senseAmpMux: powerOfTwo(1, 1024, "Columns that share one sense amplifier; sensing a row takes this many passes.").optional(),
  writeParallelism: wholeNumber(1, 65_536, "Columns written at once; a row takes columns / writeParallelism steps.").optional(),
  columnGating: z.union([z.literal("none"), z.int().min(1).max(65_536)])
    .meta({
      description: "Columns are switched off for sensing in groups of this size; none senses every column.",
      "x-allowed": "none, or a whole number from 1 to 65536",
    })
    .optional(),
  accumulatorBits: wholeNumber(4, 53, "Width of the shift-accumulator; a layer whose sums need more is refused.").optional(),
  sumsPerSet: wholeNumber(1, 65_536, "Sums that one set of the sum buffer holds: the most channels a sub-array makes for a pixel.")
    .optional(),
  operations: z.array(nameOf(namesIn(SENSE_OPERATIONS), "Sense operation.")).min(1)
    .meta({
      description: "What the sense amplifiers can be configured to; each operation costs circuits.",
      "x-allowed": "a list of sense operations",
    })
    .optional(),
  wordBits: wholeNumber(
    1, 65_536, "Bits of one memory access, by which the array's reads and writes are quoted; columns / senseAmpMux without it."
  ).optional(),
}).meta({ description: "One computational sub-array." });

const organization = z.strictObject({
  matsPerBank: wholeNumber(1, 4096, "Mats in a bank; one computational sub-array per mat.").optional(),
  banksPerGroup: wholeNumber(1, 4096, "Banks in a bank group.").optional(),
  groups: wholeNumber(1, 4096, "Bank groups on the chip.").optional(),
  activeMatsPerBank: wholeNumber(1, 4096, "Mats of a bank that may sense or write at once; all of them without it.").optional(),
}).meta({ description: "How many sub-arrays there are, and how they are grouped." });

const globalBuffer = z.strictObject({
  capacity: quantityField("bit", { description: "Size of the global buffer.", example: "128 KiB", min: "1 KiB", max: "1 GiB" }).optional(),
  widthBits: wholeNumber(1, 65_536, "Bits read or written in one access.").optional(),
}).meta({ description: "SRAM between the digital units and the sub-arrays." });

const interconnect = z.strictObject({
  kind: nameOf(namesIn(INTERCONNECTS), "Topology between the global buffer and the banks.").optional(),
  widthBits: wholeNumber(1, 65_536, "Wires in each direction at the root.").optional(),
  frequency: quantityField("Hz", { description: "Clock of the interconnect.", example: "1 GHz", min: "1 kHz", max: "100 GHz" }).optional(),
}).meta({ description: "Wires between the global buffer and the banks." });

const digital = z.strictObject({
  units: wholeNumber(1, 65_536, "Digital units on the chip.").optional(),
  lanes: wholeNumber(1, 65_536, "Channels that one unit handles in a cycle.").optional(),
  frequency: quantityField("Hz", { description: "Clock of the digital units.", example: "250 MHz", min: "1 kHz", max: "100 GHz" })
    .optional(),
}).meta({ description: "Partial sums, scale and shift, activation, re-quantisation, residual add, pooling." });

export const chipSchema = z.strictObject({
  preset: nameOf(namesIn(CHIP_PRESETS), "Chip that the unstated numbers come from.").optional(),
  technology: nameOf(namesIn(MEMORY_TECHNOLOGIES), "Memory technology of the cells.").optional(),
  computeStyle: nameOf(namesIn(COMPUTE_STYLES), "How sub-arrays compute; bitwise-and without it.").optional(),
  conventions: nameOf(namesIn(CONVENTIONS), "Sizing rules of the circuits: our own, or those of the published array estimator.").optional(),
  process: process.optional(),
  cell: cellSchema.optional(),
  measured: measuredSchema.optional(),
  assumptions: assumptionsSchema.optional(),
  array: array.optional(),
  organization: organization.optional(),
  rowBufferWindows: wholeNumber(1, 64, "Windows that the row buffer of a sub-array holds; 2 lets the next one arrive during compute.")
    .optional(),
  sumBuffers: wholeNumber(1, 64, "Sets of finished sums that a sub-array can hold while they wait for the way out.").optional(),
  globalBuffer: globalBuffer.optional(),
  interconnect: interconnect.optional(),
  digital: digital.optional(),
  idleSubArrays: nameOf(["on"], "What sub-arrays without work do; on: they leak as the others.").optional(),
}).meta({ description: "The machine. Whatever is left out comes from the preset." });

/** The section after reading: SI numbers, still with gaps. */
export type ChipConfig = z.output<typeof chipSchema>;
