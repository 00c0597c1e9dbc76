// `chip.cell`: any cell by its own numbers, and `chip.measured`: figures of a real macro. What is left out of the cell comes from
// the technology's card. Leaves out variation and endurance, which stay the card's.
import { z } from "zod";
import { ARRAY_OPERATIONS, type ArrayOperation } from "../spec/array-operations.js";
import { featureSizesField, nameOf, quantityField, ratioField } from "./quantity-schema.js";
import type { CellSpec } from "../spec/chip-spec.js";

const resistance = (description: string, example: string) => quantityField("ohm", { description, example, min: "1 ohm", max: "1 Gohm" }).optional();
const current = (description: string) => quantityField("A", { description, example: "100 uA", min: "1 nA", max: "1 A" }).optional();
const pulse = (description: string) => quantityField("s", { description, example: "1 ns", min: "1 ps", max: "1 s" }).optional();
const energy = (description: string) => quantityField("J", { description, example: "0.08 pJ", min: "0 J", max: "1 J" }).optional();
const voltage = (description: string, example: string, min: string) => quantityField("V", { description, example, min, max: "10 V" }).optional();
const length = (description: string, example: string) => quantityField("m", { description, example, min: "1 nm", max: "100 um" }).optional();
const width = (description: string) => featureSizesField("F", { description, example: "6 F", min: 1, max: 1000 }).optional();

const fields = {
  area: featureSizesField("F^2", { description: "Area of one cell.", example: "50 F^2", min: 4, max: 10_000 }).optional(),
  aspectRatio: ratioField({ description: "Height (along the bitline) over width (along the wordline).", example: "146 %", min: "0 %", least: 0.05, most: 20 }).optional(),
  resistanceOn: resistance("Low (parallel) resistance of the junction.", "5 kohm"),
  resistanceOff: resistance("High (anti-parallel) resistance of the junction.", "10 kohm"),
  raProduct: quantityField("ohm m^2", { description: "Resistance-area product of the junction.", example: "10 ohm um^2", min: "0.01 ohm um^2", max: "1000000 ohm um^2" }).optional(),
  tmr: ratioField({ description: "(R_off - R_on) / R_on at low bias.", example: "171 %", min: "0 %", least: 0.01, most: 100 }).optional(),
  diameter: length("Of a round junction.", "50 nm"),
  length: length("Longer axis of an elliptic junction.", "60 nm"),
  width: length("Shorter axis of an elliptic junction.", "40 nm"),
  oneState: nameOf(["parallel", "anti-parallel"], "Magnetic state that stores a 1.").optional(),
  readVoltage: voltage("On the bitline while sensing.", "0.25 V", "1 mV"),
  minSenseVoltage: voltage("Smallest signal the sense latch resolves.", "25 mV", "0.1 mV"),
  readPower: quantityField("W", { description: "Of one cell while it is sensed; computed from the levels without it, and always under the pimento conventions.", example: "12 uW", min: "0 W", max: "1 W" }).optional(),
  writeCurrent: current("To switch the cell, both ways."),
  setCurrent: current("To write a 1, where it differs."),
  resetCurrent: current("To write a 0, where it differs."),
  writePulse: pulse("Of the switching current, both ways; the array's cycle is longer."),
  setPulse: pulse("To write a 1, where it differs."),
  resetPulse: pulse("To write a 0, where it differs."),
  writeEnergy: energy("Of switching one bit, both ways; computed from current, supply and pulse without it."),
  setEnergy: energy("Of writing a 1, where it differs."),
  resetEnergy: energy("Of writing a 0, where it differs."),
  writeSupply: voltage("Supply of the write current.", "1 V", "10 mV"),
  accessVoltageDrop: voltage("Across the access device while it carries the write current.", "0.15 V", "0 V"),
  accessWidth: width("Gate width of the access devices."),
  writeAccessWidth: width("Gate width of the write access device, where it differs."),
  heavyMetalResistance: resistance("Of the channel that the write current flows through.", "670 ohm"),
  separateReadWritePaths: z.boolean().meta({ description: "Read and write currents take different paths (SOT).", "x-allowed": "true or false" }).optional(),
  wordlinesPerRow: z.literal([1, 2]).meta({ description: "2 with a wordline of its own for writing.", "x-allowed": "1 or 2" }).optional(),
};

const cellFields = z.strictObject(fields);
type CellFields = z.output<typeof cellFields>;

/** [field to blame, what is wrong] for whatever cannot stand together. */
function contradictions(cell: CellFields): [keyof CellFields, string][] {
  const { resistanceOn, resistanceOff, raProduct, tmr, diameter, length: major, width: minor } = cell;
  const found: [keyof CellFields, string][] = [];
  const byResistances = resistanceOn !== undefined || resistanceOff !== undefined;
  const bySize = ([["raProduct", raProduct], ["tmr", tmr], ["diameter", diameter], ["length", major], ["width", minor]] as const).filter(([, value]) => value !== undefined);
  if (byResistances && bySize.length > 0) found.push([bySize[0]![0], "does not go with resistanceOn and resistanceOff: a junction is given by its resistances, or by RA product, size and TMR"]);
  else if (byResistances) {
    if (resistanceOn === undefined) found.push(["resistanceOff", "needs resistanceOn beside it"]);
    else if (resistanceOff === undefined) found.push(["resistanceOn", "needs resistanceOff beside it"]);
    else if (!(resistanceOff > resistanceOn * 1.001)) found.push(["resistanceOff", "must be above resistanceOn"]);
  } else if (bySize.length > 0) {
    const isSized = diameter !== undefined || (major !== undefined && minor !== undefined);
    if (raProduct === undefined || tmr === undefined || !isSized) found.push([bySize[0]![0], "is one part of a junction: raProduct, tmr, and a diameter or a length and width belong together"]);
    if (diameter !== undefined && (major !== undefined || minor !== undefined)) found.push(["diameter", "does not go with length and width"]);
  }
  for (const figure of ["Current", "Pulse", "Energy"] as const) {
    const [both, set, reset] = [`write${figure}`, `set${figure}`, `reset${figure}`] as const;
    if (cell[both] !== undefined && (cell[set] !== undefined || cell[reset] !== undefined)) found.push([both, `does not go with ${set} or ${reset}`]);
    else if ((cell[set] === undefined) !== (cell[reset] === undefined)) found.push([cell[set] === undefined ? reset : set, `needs ${cell[set] === undefined ? set : reset} beside it`]);
  }
  return found;
}

export const cellSchema = cellFields
  .superRefine((cell, context) => {
    for (const [key, message] of contradictions(cell)) context.addIssue({ code: "custom", path: [key], message });
  })
  .meta({ description: "A memory cell by its own numbers. Whatever is left out comes from the technology." });

export type CellConfig = z.output<typeof cellSchema>;

const accessTo = (name: ArrayOperation) => z.strictObject({
  cycle: quantityField("s", { description: "Until the next access may start.", example: "11.1 ns", min: "1 ps", max: "1 s" }).optional(),
  energy: quantityField("J", { description: "Of one access to a word.", example: "5 pJ", min: "0 J", max: "1 J" }).optional(),
}).meta({ description: `Measured on the operation ${name}.` }).optional();

export const measuredSchema = z.strictObject(Object.fromEntries(ARRAY_OPERATIONS.map((name) => [name, accessTo(name)])) as Record<ArrayOperation, ReturnType<typeof accessTo>>)
  .meta({ description: "Cycle times and energies measured on a macro, used instead of the computed ones." });

export type MeasuredConfig = z.output<typeof measuredSchema>;

/** The section as numbers: one figure for both ways of writing counts for each, a diameter for both axes. */
export function cellSpecOf(config: CellConfig): CellSpec {
  const figures: { readonly [K in keyof CellSpec]: CellSpec[K] | undefined } = {
    areaF2: config.area,
    aspectRatio: config.aspectRatio,
    resistanceOnOhm: config.resistanceOn,
    resistanceOffOhm: config.resistanceOff,
    raProductOhmM2: config.raProduct,
    majorAxisM: config.length ?? config.diameter,
    minorAxisM: config.width ?? config.diameter,
    tmrRatio: config.tmr,
    oneState: config.oneState,
    readVoltageV: config.readVoltage,
    minSenseVoltageV: config.minSenseVoltage,
    readPowerW: config.readPower,
    setCurrentA: config.setCurrent ?? config.writeCurrent,
    resetCurrentA: config.resetCurrent ?? config.writeCurrent,
    setPulseS: config.setPulse ?? config.writePulse,
    resetPulseS: config.resetPulse ?? config.writePulse,
    setEnergyJ: config.setEnergy ?? config.writeEnergy,
    resetEnergyJ: config.resetEnergy ?? config.writeEnergy,
    writeSupplyV: config.writeSupply,
    accessVoltageDropV: config.accessVoltageDrop,
    readAccessWidthF: config.accessWidth,
    writeAccessWidthF: config.writeAccessWidth ?? config.accessWidth,
    heavyMetalResistanceOhm: config.heavyMetalResistance,
    separateReadWritePaths: config.separateReadWritePaths,
    wordlinesPerRow: config.wordlinesPerRow,
  };
  return Object.fromEntries(Object.entries(figures).filter(([, value]) => value !== undefined));
}
