// The array of a chip as `pimento array` reports it: area and leakage by circuit, each operation for one word, and what computing
// adds to the plain memory. Pure; the estimates come from arch/circuit. Leaves out everything outside the sub-array.
import { CONVENTIONS, type AreaPart, type LeakagePart, type SubArrayEstimate } from "../circuit/index.js";
import { SENSE_OPERATIONS, type SenseOperationName } from "../sense-ops/index.js";
import { reportName, type ArrayOperation } from "../spec/array-operations.js";
import { subArrayEstimateOf, subArraySpecOf } from "./chip-costs.js";
import type { ChipSpec } from "../spec/chip-spec.js";
import { measuredAccess, wordAccess, type WordAccess } from "./word-access.js";

export interface ArrayPart {
  readonly part: string;
  readonly areaM2: number;
  readonly leakageW: number;
}

/** Parts add up to the totals exactly, in their order. */
export interface ArrayTotals {
  readonly areaM2: number;
  readonly leakageW: number;
  readonly breakdown: readonly ArrayPart[];
}

export interface ArrayEstimate extends ArrayTotals {
  readonly conventions: ChipSpec["conventions"];
  readonly technology: string;
  readonly rows: number;
  readonly columns: number;
  readonly senseAmpMux: number;
  readonly wordBits: number;
  readonly widthM: number;
  readonly heightM: number;
  /** Share of the area that cells take. */
  readonly cellAreaRatio: number;
  /**
   * V left at the farthest cell while it is written; negative: the lines are too long for the supply. Null where no write path is
   * modelled.
   */
  readonly writeHeadroomV: number | null;
  /** For one word each. */
  readonly operations: Readonly<Record<ArrayOperation, WordAccess>>;
  /** What the totals are of. */
  readonly totalsAreOf: "computing-array" | "plain-memory";
  readonly plainMemory: ArrayTotals;
  readonly computingArray: ArrayTotals;
  /** Circuit by circuit, the computing array minus the plain memory: ports of the row decoder, references, latches, gates, counters. */
  readonly computingAdds: ArrayTotals;
  /** Area of the computing array over that of the plain memory, minus one. */
  readonly computingOverheadRatio: number;
}

/** Throws ConfigError naming the field that no array can be built with. */
export function arrayEstimate(spec: ChipSpec): ArrayEstimate {
  const { reportsPlainMemory } = CONVENTIONS[spec.conventions];
  const computing = subArrayEstimateOf(spec);
  const memory = subArrayEstimateOf(spec, { ...subArraySpecOf(spec), operations: ["read"], counter: null });
  const shown = reportsPlainMemory ? memory : computing;
  const [computingArray, plainMemory] = [totalsOf(computing), totalsOf(memory)];
  const totals = reportsPlainMemory ? plainMemory : computingArray;
  return {
    conventions: spec.conventions,
    technology: spec.technology,
    rows: spec.array.rows,
    columns: spec.array.columns,
    senseAmpMux: spec.array.senseAmpMux,
    wordBits: spec.array.wordBits,
    areaM2: totals.areaM2,
    widthM: shown.widthM,
    heightM: shown.heightM,
    cellAreaRatio: totals.breakdown.find(({ part }) => part === "cells")!.areaM2 / totals.areaM2,
    leakageW: totals.leakageW,
    writeHeadroomV: shown.writeHeadroomV,
    operations: operationsOf(spec, shown, computing),
    breakdown: totals.breakdown,
    totalsAreOf: reportsPlainMemory ? "plain-memory" : "computing-array",
    plainMemory,
    computingArray,
    computingAdds: difference(computingArray, plainMemory),
    computingOverheadRatio: withoutRounding(computing.areaM2 / memory.areaM2 - 1, 1),
  };
}

/** Reading and writing as the totals' array does them, computing as the computing array does. */
function operationsOf(
  { array, measured }: ChipSpec, shown: SubArrayEstimate, computing: SubArrayEstimate,
): Record<ArrayOperation, WordAccess> {
  const access = (
    name: ArrayOperation, operation: SubArrayEstimate["operations"][keyof SubArrayEstimate["operations"]]
  ): [string, WordAccess] =>
    [name, measuredAccess(wordAccess(operation!, array.wordBits), measured[name] ?? {})];
  const [readName, ...senses] = Object.keys(SENSE_OPERATIONS) as SenseOperationName[];
  return Object.fromEntries([
    access(reportName(readName!), shown.operations[readName!]),
    access("write", shown.operations.write),
    ...senses.map((name) => access(reportName(name), computing.operations[name])),
    access("popcount", computing.operations.count),
  ]) as Record<ArrayOperation, WordAccess>;
}

/** Some parts are what is left of a whole, so that two equal ones differ by roundings of that whole. */
const ROUNDINGS = 16;

const withoutRounding = (value: number, whole: number): number => (Math.abs(value) <= ROUNDINGS * Number.EPSILON * whole ? 0 : value);

/** Circuits that are the same in both are left out. */
function difference(whole: ArrayTotals, base: ArrayTotals): ArrayTotals {
  type Figure = "areaM2" | "leakageW";
  const figureOf = (totals: ArrayTotals, part: string, figure: Figure): number =>
    totals.breakdown.find((each) => each.part === part)?.[figure] ?? 0;
  const added = (part: string, figure: Figure): number =>
    withoutRounding(figureOf(whole, part, figure) - figureOf(base, part, figure), whole[figure]);
  const parts = new Set([...whole.breakdown, ...base.breakdown].map(({ part }) => part));
  return totalled([...parts].map((part) => ({ part, areaM2: added(part, "areaM2"), leakageW: added(part, "leakageW") })));
}

/** Circuits without area and leakage are left out. */
function totalled(parts: readonly ArrayPart[]): ArrayTotals {
  const breakdown = parts.filter((part) => part.areaM2 !== 0 || part.leakageW !== 0);
  return {
    areaM2: breakdown.reduce((total, part) => total + part.areaM2, 0),
    leakageW: breakdown.reduce((total, part) => total + part.leakageW, 0),
    breakdown,
  };
}

/** Area and leakage by part in one list. */
function totalsOf({ areaBreakdown, leakageBreakdown }: SubArrayEstimate): ArrayTotals {
  const names = new Set([...areaBreakdown, ...leakageBreakdown].map(({ part }) => part));
  const areaOf = (part: string): number =>
    areaBreakdown.reduce((total, each: AreaPart) => (each.part === part ? total + each.areaM2 : total), 0);
  const leakageOf = (part: string): number =>
    leakageBreakdown.reduce((total, each: LeakagePart) => (each.part === part ? total + each.leakageW : total), 0);
  return totalled([...names].map((part) => ({ part, areaM2: areaOf(part), leakageW: leakageOf(part) })));
}
