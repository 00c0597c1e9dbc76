// All rows of the reference tool (NVSim) against ours under its conventions, through the same config a user writes:
// per quantity the median and the worst error.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { ArrayEstimate } from "../../arch/chip/array-estimate.js";
import { arrayOf } from "./check.js";

const CELLS: Readonly<Record<string, string>> = {
  sot_nominal_50F2: "{ area: 50 F^2, aspectRatio: 1.0, resistanceOn: 5 kohm, resistanceOff: 10 kohm, readVoltage: 0.25 V, minSenseVoltage: 25 mV, readPower: 12 uW, writeCurrent: 100 uA, writePulse: 1 ns, writeEnergy: 0.08 pJ, accessVoltageDrop: 0.15 V, accessWidth: 6 F }",
  stt_shipped_54F2: "{ area: 54 F^2, aspectRatio: 0.54, resistanceOn: 3 kohm, resistanceOff: 6 kohm, readVoltage: 0.25 V, minSenseVoltage: 25 mV, readPower: 30 uW, writeCurrent: 80 uA, writePulse: 10 ns, writeEnergy: 1 pJ, accessVoltageDrop: 0.15 V, accessWidth: 8 F }",
};

/** The band that was asked for. */
export const REFERENCE_TOLERANCE = 0.02;

export interface ComparedQuantity {
  readonly column: string;
  readonly title: string;
  /** Unit of the table. */
  readonly unit: string;
  readonly points: readonly { readonly reference: number; readonly model: number }[];
  readonly medianError: number;
  readonly worstError: number;
  /** Of the worst error, what the rounding of the printed digits does not explain. */
  readonly beyondRounding: number;
}

const latencyPart = ({ operations }: ArrayEstimate, part: string): number =>
  operations.read.breakdown.find((each) => each.part === part)!.latencyS;
const energyParts = ({ operations }: ArrayEstimate, operation: "read" | "write", parts: readonly string[]): number =>
  operations[operation].breakdown.reduce((total, each) => (parts.includes(each.part) ? total + each.energyJ : total), 0);

/** [column, title, unit, what we give in it] */
const QUANTITIES: readonly (readonly [string, string, string, (estimate: ArrayEstimate) => number])[] = [
  ["total_area_um2", "area", "um^2", (e) => e.areaM2 * 1e12],
  ["height_um", "height", "um", (e) => e.heightM * 1e6],
  ["width_um", "width", "um", (e) => e.widthM * 1e6],
  ["leakage_mW", "leakage", "mW", (e) => e.leakageW * 1e3],
  ["read_lat_ns", "read latency", "ns", (e) => e.operations.read.latencyS * 1e9],
  ["write_lat_ns", "write latency", "ns", (e) => e.operations.write.latencyS * 1e9],
  ["read_energy_pJ", "read energy", "pJ", (e) => e.operations.read.energyJ * 1e12],
  ["write_energy_pJ", "write energy", "pJ", (e) => e.operations.write.energyJ * 1e12],
  ["rowdec_lat_ns", "row decoder latency", "ns", (e) => latencyPart(e, "row decoder and wordline") * 1e9],
  ["bitline_lat_ns", "bitline latency", "ns", (e) => latencyPart(e, "bitline") * 1e9],
  ["senseamp_lat_ns", "sense amplifier latency", "ns", (e) => latencyPart(e, "sense amplifiers") * 1e9],
  ["precharge_lat_ns", "precharge latency", "ns", (e) => (e.operations.read.cycleS - e.operations.read.latencyS) * 1e9],
  ["cellread_energy_pJ", "cell read energy", "pJ", (e) => energyParts(e, "read", ["cells and references"]) * 1e12],
  ["senseamp_energy_pJ", "sense amplifier energy", "pJ", (e) => energyParts(e, "read", ["sense amplifiers"]) * 1e12],
  ["rowdec_energy_pJ", "row decoder energy", "pJ", (e) => energyParts(e, "read", ["row decoder and wordline"]) * 1e12],
  ["cellwrite_energy_pJ", "cell write energy", "pJ", (e) => energyParts(e, "write", ["cells", "bitlines"]) * 1e12],
];

export const REFERENCE_CONFIG = `chip:
  conventions: reference
  process: { node: 45 nm, roadmap: HP, temperature: 350 K }
  cell: ${CELLS["sot_nominal_50F2"]!.replace(", readPower", ",\n    readPower")}
  array: { rows: 256, columns: 512, senseAmpMux: 8 }
`;

function configOf(cell: string, rows: string, columns: string, mux: string): string {
  return `chip:\n  conventions: reference\n  process: { node: 45 nm, roadmap: HP, temperature: 350 K }\n  cell: ${CELLS[cell]!}\n  array: { rows: ${rows}, columns: ${columns}, senseAmpMux: ${mux} }\n`;
}

/** @param dataFolder with array-reference.csv */
export function compareWithReference(dataFolder: string): ComparedQuantity[] {
  const [header, ...lines] = readFileSync(join(dataFolder, "array-reference.csv"), "utf8").trim().split("\n")
    .map((line) => line.split(","));
  const at = (line: readonly string[], name: string): string => line[header!.indexOf(name)]!;
  const estimates = lines.map((line) => arrayOf(configOf(at(line, "cell"), at(line, "rows"), at(line, "columns"), at(line, "mux"))));
  return QUANTITIES.map(([column, title, unit, of]) => {
    const printed = lines.map((line) => at(line, column));
    const points = printed.map((text, index) => ({ reference: Number(text), model: of(estimates[index]!) }));
    const errors = points.map(({ reference, model }) => Math.abs(model / reference - 1)).sort((a, b) => a - b);
    const beyondRounding = Math.max(...points.map(({ reference, model }, index) => errorBeyondRounding(printed[index]!, reference, model)));
    return { column, title, unit, points, medianError: errors[errors.length >> 1]!, worstError: errors.at(-1)!, beyondRounding };
  });
}

/** Relative error less half a unit of the last printed digit: no row can be asked to agree better. */
function errorBeyondRounding(printed: string, reference: number, model: number): number {
  const half = 0.5 * 10 ** -(printed.split(".")[1]?.length ?? 0);
  return Math.max(0, Math.abs(model - reference) - half) / Math.abs(reference);
}
