// An array's estimate as tables: what it is, its operations, its circuits, and where each operation's time and energy go.
import type { ArrayEstimate, ArrayPart } from "../../arch/chip/array-estimate.js";
import type { AccessPart, WordAccess } from "../../arch/chip/word-access.js";
import { METRICS } from "../../experiment/metrics/index.js";
import { metricColumns } from "../formats/metric-columns.js";
import { tableOf, type ColumnOf, type Table } from "../formats/table.js";

type NamedAccess = WordAccess & { readonly name: string; readonly wordBits: number };
type TotalsRow = { readonly what: string; readonly areaM2: number; readonly leakageW: number };

const WHAT = { "computing-array": "computing array", "plain-memory": "plain memory" } as const;

/** The plain memory and the computing array: area in m^2, leakage in W. */
export function totalsTable(estimate: ArrayEstimate): Table {
  const { plainMemory, computingArray, rows, columns, senseAmpMux, technology, conventions } = estimate;
  const columnsOf: readonly ColumnOf<TotalsRow>[] = [
    { key: "array", title: "array", unit: null, of: ({ what }) => what },
    { key: "areaM2", title: "area", unit: "m^2", digits: 4, of: ({ areaM2 }) => areaM2 },
    { key: "overheadRatio", title: "over the memory", unit: "%", of: ({ areaM2 }) => areaM2 / plainMemory.areaM2 - 1 },
    { key: "leakageW", title: "leakage", unit: "W", digits: 4, of: ({ leakageW }) => leakageW },
  ];
  const shared = `one sense amplifier per ${senseAmpMux} column${senseAmpMux === 1 ? "" : "s"}`;
  const array = `${rows} x ${columns} array of ${technology}, ${shared}`;
  const title = `${array}, ${conventions} conventions; totals are of the ${WHAT[estimate.totalsAreOf]}`;
  const arrays = [{ what: "plain memory", ...plainMemory }, { what: "with computing", ...computingArray }];
  return tableOf("array-totals", title, columnsOf, arrays);
}

const { energyPerBitJ, ...ofWord } = METRICS.operation;

/** One operation on one word a row: s, J, and J per bit; whether a figure was measured, where any was. */
export function operationsTable({ operations, wordBits }: ArrayEstimate): Table {
  const columns: readonly ColumnOf<NamedAccess>[] = [
    { key: "operation", title: "operation", unit: null, of: ({ name }) => name },
    ...metricColumns(ofWord).map((column) => ({ ...column, digits: 4 })),
    ...metricColumns({ energyPerBitJ }).map((column) => ({ ...column, title: "per bit" })),
    { key: "measured", title: "measured", unit: null, of: ({ measured }) => measured },
  ];
  const rows = Object.entries(operations).map(([name, access]): NamedAccess => ({ name, wordBits, ...access }));
  const hasMeasured = rows.some(({ measured }) => measured);
  return tableOf("array-operations", `Operations on one word of ${wordBits} bits`, hasMeasured ? columns : columns.slice(0, -1), rows);
}

/** One circuit a row: m^2, W, and shares of the array's. */
export function circuitsTable({ breakdown, areaM2, leakageW }: ArrayEstimate): Table {
  const columns: readonly ColumnOf<ArrayPart>[] = [
    { key: "part", title: "circuit", unit: null, of: ({ part }) => part },
    { key: "areaM2", title: "area", unit: "m^2", of: (part) => part.areaM2 },
    { key: "areaShareRatio", title: "share", unit: "%", of: (part) => part.areaM2 / areaM2 },
    { key: "leakageW", title: "leakage", unit: "W", of: (part) => part.leakageW },
    { key: "leakageShareRatio", title: "share", unit: "%", of: (part) => (leakageW > 0 ? part.leakageW / leakageW : 0) },
  ];
  return tableOf("array-circuits", "Area and leakage by circuit", columns, breakdown);
}

/** What computing adds to the plain memory, circuit by circuit, in m^2 and W. */
export function additionsTable({ computingAdds, plainMemory }: ArrayEstimate): Table {
  const columns: readonly ColumnOf<ArrayPart>[] = [
    { key: "part", title: "circuit", unit: null, of: ({ part }) => part },
    { key: "areaM2", title: "area", unit: "m^2", of: (part) => part.areaM2 },
    { key: "overMemoryRatio", title: "over the memory", unit: "%", of: (part) => part.areaM2 / plainMemory.areaM2 },
    { key: "leakageW", title: "leakage", unit: "W", of: (part) => part.leakageW },
  ];
  const title = "What computing adds to the plain memory (rows opened together, references and latches, gates, counter)";
  return tableOf("array-computing", title, columns, computingAdds.breakdown);
}

/** J of each circuit in each operation. */
export const energyPartsTable = (estimate: ArrayEstimate): Table =>
  partsTable(estimate, "energyJ", "array-energy-parts", "Energy of each circuit in an operation on one word");

/** s of each circuit in each operation; only what lies on the critical path. */
export const latencyPartsTable = (estimate: ArrayEstimate): Table =>
  partsTable(estimate, "latencyS", "array-latency-parts", "Latency of each circuit on the critical path of an operation on one word");

/** A column an operation; nothing where an operation does not use a circuit. */
function partsTable({ operations }: ArrayEstimate, figure: "energyJ" | "latencyS", name: string, title: string): Table {
  const accesses = Object.entries(operations);
  const figureOf = (parts: readonly AccessPart[], part: string): number | null =>
    parts.find((each) => each.part === part)?.[figure] || null;
  const used = accesses.flatMap(([, { breakdown }]) => breakdown.filter((each) => each[figure] !== 0).map(({ part }) => part));
  const parts = [...new Set(used)];
  const { unit } = METRICS.operation[figure];
  return {
    name,
    title,
    columns: [
      { key: "part", title: "circuit", unit: null },
      ...accesses.map(([operation]) => ({ key: `${operation}.${figure}`, title: operation, unit })),
    ],
    rows: parts.map((part) => [part, ...accesses.map(([, { breakdown }]) => figureOf(breakdown, part))]),
  };
}
