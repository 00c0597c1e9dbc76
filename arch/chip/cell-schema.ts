// `chip.cell`: any cell by its own numbers, and `chip.measured`: figures of a real macro. What is left out of the cell comes from
// the technology's card. Leaves out variation and endurance, which stay the card's.
import { z } from "zod";
import { ARRAY_OPERATIONS, type ArrayOperation } from "../spec/array-operations.js";
import { featureSizesField, nameOf, quantityField, ratioField } from "./quantity-schema.js";
import type { CellSpec } from "../spec/chip-spec.js";

type Text = { readonly description: string; readonly example: string };

const resistance = (text: Text) => quantityField("ohm", { ...text, min: "1 ohm", max: "1 Gohm" }).optional();
const current = (description: string) => quantityField("A", { description, example: "100 uA", min: "1 nA", max: "1 A" }).optional();
const pulse = (description: string) => quantityField("s", { description, example: "1 ns", min: "1 ps", max: "1 s" }).optional();
const energy = (description: string) => quantityField("J", { description, example: "0.08 pJ", min: "0 J", max: "1 J" }).optional();
const voltage = (min: string, text: Text) => quantityField("V", { ...text, min, max: "10 V" }).optional();
const length = (text: Text) => quantityField("m", { ...text, min: "1 nm", max: "100 um" }).optional();
const width = (description: string) => featureSizesField("F", { description, example: "6 F", min: 1, max: 1000 }).optional();

/** Of any kind of cell; stated-cells says which kind has which. */
const fields = {
  area: featureSizesField("F^2", { description: "Area of one cell.", example: "50 F^2", min: 4, max: 10_000 }).optional(),
  aspectRatio: ratioField({
    description: "Height (along the bitline) over width (along the wordline).", example: "146 %", min: "0 %", least: 0.05, most: 20,
  }).optional(),
  resistanceOn: resistance({ description: "Low resistance; of a junction, parallel.", example: "5 kohm" }),
  resistanceOff: resistance({ description: "High resistance; of a junction, anti-parallel.", example: "10 kohm" }),
  raProduct: quantityField("ohm m^2", {
    description: "Resistance-area product of the junction.", example: "10 ohm um^2", min: "0.01 ohm um^2", max: "1000000 ohm um^2",
  }).optional(),
  tmr: ratioField({ description: "(R_off - R_on) / R_on at low bias.", example: "171 %", min: "0 %", least: 0.01, most: 100 }).optional(),
  diameter: length({ description: "Of a round junction.", example: "50 nm" }),
  length: length({ description: "Longer axis of an elliptic junction.", example: "60 nm" }),
  width: length({ description: "Shorter axis of an elliptic junction.", example: "40 nm" }),
  oneState: nameOf(["parallel", "anti-parallel"], "Magnetic state that stores a 1.").optional(),
  readVoltage: voltage("1 mV", { description: "On the bitline while sensing.", example: "0.25 V" }),
  minSenseVoltage: voltage("0.1 mV", { description: "Smallest signal the sense latch resolves.", example: "25 mV" }),
  readPower: quantityField("W", {
    description: "Of one cell while it is sensed; computed from the levels without it, and always under the pimento conventions.",
    example: "12 uW", min: "0 W", max: "1 W",
  }).optional(),
  writeVoltage: voltage("10 mV", { description: "Across a cell without junction while it is written, both ways.", example: "2 V" }),
  setVoltage: voltage("10 mV", { description: "To write a 1, where it differs.", example: "2 V" }),
  resetVoltage: voltage("10 mV", { description: "To write a 0, where it differs.", example: "2 V" }),
  writeCurrent: current("To switch the cell, both ways."),
  setCurrent: current("To write a 1, where it differs."),
  resetCurrent: current("To write a 0, where it differs."),
  writePulse: pulse("Of the switching current, both ways; the array's cycle is longer."),
  setPulse: pulse("To write a 1, where it differs."),
  resetPulse: pulse("To write a 0, where it differs."),
  writeEnergy: energy("Of switching one bit, both ways; computed from current, supply and pulse without it."),
  setEnergy: energy("Of writing a 1, where it differs."),
  resetEnergy: energy("Of writing a 0, where it differs."),
  writeSupply: voltage("10 mV", { description: "Supply of the write current.", example: "1 V" }),
  accessVoltageDrop: voltage("0 V", { description: "Across the access device while it carries the write current.", example: "0.15 V" }),
  accessWidth: width("Gate width of the access devices."),
  writeAccessWidth: width("Gate width of the write access device, where it differs."),
  heavyMetalResistance: resistance({ description: "Of the channel that the write current flows through.", example: "670 ohm" }),
  separateReadWritePaths: z.boolean()
    .meta({ description: "Read and write currents take different paths (SOT).", "x-allowed": "true or false" })
    .optional(),
  wordlinesPerRow: z.literal([1, 2])
    .meta({ description: "2 with a wordline of its own for writing.", "x-allowed": "1 or 2" })
    .optional(),
};

const cellFields = z.strictObject(fields);
type CellFields = z.output<typeof cellFields>;

/** A field to blame, and what is wrong. */
type Contradiction = readonly [keyof CellFields, string];

/** Whatever cannot stand together. */
const contradictions = (cell: CellFields): Contradiction[] => [...ofResistances(cell), ...ofDirections(cell)];

const BY_SIZE = ["raProduct", "tmr", "diameter", "length", "width"] as const;

function ofResistances(cell: CellFields): Contradiction[] {
  const { resistanceOn, resistanceOff } = cell;
  const [sized] = BY_SIZE.filter((field) => cell[field] !== undefined);
  if (resistanceOn === undefined && resistanceOff === undefined) return sized === undefined ? [] : ofSize(cell, sized);
  const bothWays = "a junction is given by its resistances, or by RA product, size and TMR";
  if (sized !== undefined) return [[sized, `does not go with resistanceOn and resistanceOff: ${bothWays}`]];
  if (resistanceOn === undefined) return [["resistanceOff", "needs resistanceOn beside it"]];
  if (resistanceOff === undefined) return [["resistanceOn", "needs resistanceOff beside it"]];
  return resistanceOff > resistanceOn * 1.001 ? [] : [["resistanceOff", "must be above resistanceOn"]];
}

function ofSize({ raProduct, tmr, diameter, length: major, width: minor }: CellFields, first: (typeof BY_SIZE)[number]): Contradiction[] {
  const isSized = diameter !== undefined || (major !== undefined && minor !== undefined);
  const isWhole = raProduct !== undefined && tmr !== undefined && isSized;
  const isTwice = diameter !== undefined && (major !== undefined || minor !== undefined);
  return [
    ...(
      isWhole ? [] : [[first, "is one part of a junction: raProduct, tmr, and a diameter or a length and width belong together"] as const]
    ),
    ...(isTwice ? [["diameter", "does not go with length and width"] as const] : []),
  ];
}

function ofDirections(cell: CellFields): Contradiction[] {
  return (["Voltage", "Current", "Pulse", "Energy"] as const).flatMap((figure): Contradiction[] => {
    const [both, set, reset] = [`write${figure}`, `set${figure}`, `reset${figure}`] as const;
    const [givenSet, givenReset] = [cell[set] !== undefined, cell[reset] !== undefined];
    if (cell[both] !== undefined && (givenSet || givenReset)) return [[both, `does not go with ${set} or ${reset}`]];
    if (givenSet === givenReset) return [];
    return givenSet ? [[set, `needs ${reset} beside it`]] : [[reset, `needs ${set} beside it`]];
  });
}

export const cellSchema = cellFields
  .superRefine((cell, context) => {
    for (const [key, message] of contradictions(cell)) context.addIssue({ code: "custom", path: [key], message });
  })
  .meta({ description: "A memory cell by its own numbers, of the technology's kind. Whatever is left out comes from the technology." });

export type CellConfig = z.output<typeof cellSchema>;

const accessTo = (name: ArrayOperation) => z.strictObject({
  cycle: quantityField("s", { description: "Until the next access may start.", example: "11.1 ns", min: "1 ps", max: "1 s" }).optional(),
  energy: quantityField("J", { description: "Of one access to a word.", example: "5 pJ", min: "0 J", max: "1 J" }).optional(),
}).meta({ description: `Measured on the operation ${name}.` }).optional();

type Accesses = Record<ArrayOperation, ReturnType<typeof accessTo>>;

export const measuredSchema = z.strictObject(Object.fromEntries(ARRAY_OPERATIONS.map((name) => [name, accessTo(name)])) as Accesses)
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
    setVoltageV: config.setVoltage ?? config.writeVoltage,
    resetVoltageV: config.resetVoltage ?? config.writeVoltage,
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
