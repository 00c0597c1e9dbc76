// An array's estimate as tables: what it is, its operations, its circuits, and where each operation's time and energy go.
import type { ArrayEstimate, ArrayPart } from "../../arch/chip/array-estimate.js";
import type { AccessPart, WordAccess } from "../../arch/chip/word-access.js";
import { tableOf, type ColumnOf, type Table } from "../formats/table.js";

type NamedAccess = WordAccess & { readonly name: string };
type TotalsRow = { readonly what: string; readonly areaM2: number; readonly leakageW: number };

export const arrayTables = (estimate: ArrayEstimate): Table[] => [totalsTable(estimate), operationsTable(estimate), circuitsTable(estimate), additionsTable(estimate), latencyPartsTable(estimate), energyPartsTable(estimate)];

const WHAT = { "computing-array": "computing array", "plain-memory": "plain memory" } as const;

export function totalsTable(estimate: ArrayEstimate): Table {
  const { plainMemory, computingArray, rows, columns, senseAmpMux, technology, conventions } = estimate;
  const columnsOf: readonly ColumnOf<TotalsRow>[] = [
    { key: "array", title: "array", unit: null, of: ({ what }) => what },
    { key: "areaM2", title: "area", unit: "m^2", digits: 4, of: ({ areaM2 }) => areaM2 },
    { key: "overheadRatio", title: "over the memory", unit: "%", of: ({ areaM2 }) => areaM2 / plainMemory.areaM2 - 1 },
    { key: "leakageW", title: "leakage", unit: "W", digits: 4, of: ({ leakageW }) => leakageW },
  ];
  const title = `${rows} x ${columns} array of ${technology}, one sense amplifier per ${senseAmpMux} column${senseAmpMux === 1 ? "" : "s"}, ${conventions} conventions; totals are of the ${WHAT[estimate.totalsAreOf]}`;
  return tableOf("array-totals", title, columnsOf, [{ what: "plain memory", ...plainMemory }, { what: "with computing", ...computingArray }]);
}

export function operationsTable({ operations, wordBits }: ArrayEstimate): Table {
  const columns: readonly ColumnOf<NamedAccess>[] = [
    { key: "operation", title: "operation", unit: null, of: ({ name }) => name },
    { key: "latencyS", title: "latency", unit: "s", digits: 4, of: ({ latencyS }) => latencyS },
    { key: "cycleS", title: "cycle", unit: "s", digits: 4, of: ({ cycleS }) => cycleS },
    { key: "energyJ", title: "energy", unit: "J", digits: 4, of: ({ energyJ }) => energyJ },
    { key: "energyPerBitJ", title: "per bit", unit: "J", of: ({ energyJ }) => energyJ / wordBits },
    { key: "measured", title: "measured", unit: null, of: ({ measured }) => measured },
  ];
  const rows = Object.entries(operations).map(([name, access]): NamedAccess => ({ name, ...access }));
  const hasMeasured = rows.some(({ measured }) => measured);
  return tableOf("array-operations", `Operations on one word of ${wordBits} bits`, hasMeasured ? columns : columns.slice(0, -1), rows);
}

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

/** What computing adds to the plain memory, circuit by circuit. */
export function additionsTable({ computingAdds, plainMemory }: ArrayEstimate): Table {
  const columns: readonly ColumnOf<ArrayPart>[] = [
    { key: "part", title: "circuit", unit: null, of: ({ part }) => part },
    { key: "areaM2", title: "area", unit: "m^2", of: (part) => part.areaM2 },
    { key: "overMemoryRatio", title: "over the memory", unit: "%", of: (part) => part.areaM2 / plainMemory.areaM2 },
    { key: "leakageW", title: "leakage", unit: "W", of: (part) => part.leakageW },
  ];
  return tableOf("array-computing", "What computing adds to the plain memory (rows opened together, references and latches, gates, counter)", columns, computingAdds.breakdown);
}

/** Energy of each circuit in each operation. */
export const energyPartsTable = (estimate: ArrayEstimate): Table =>
  partsTable(estimate, "energyJ", { name: "array-energy-parts", title: "Energy of each circuit in an operation on one word", unit: "J" });

/** Only what lies on the critical path. */
export const latencyPartsTable = (estimate: ArrayEstimate): Table =>
  partsTable(estimate, "latencyS", { name: "array-latency-parts", title: "Latency of each circuit on the critical path of an operation on one word", unit: "s" });

/** A column an operation; nothing where an operation does not use a circuit. */
function partsTable({ operations }: ArrayEstimate, figure: "energyJ" | "latencyS", { name, title, unit }: { name: string; title: string; unit: "J" | "s" }): Table {
  const accesses = Object.entries(operations);
  const figureOf = (parts: readonly AccessPart[], part: string): number | null => parts.find((each) => each.part === part)?.[figure] || null;
  const parts = [...new Set(accesses.flatMap(([, { breakdown }]) => breakdown.filter((each) => each[figure] !== 0).map(({ part }) => part)))];
  const suffix = figure.slice(-1);
  return {
    name,
    title,
    columns: [{ key: "part", title: "circuit", unit: null }, ...accesses.map(([operation]) => ({ key: `${operation}.${unit === "J" ? "energy" : "latency"}${suffix}`, title: operation, unit }))],
    rows: parts.map((part) => [part, ...accesses.map(([, { breakdown }]) => figureOf(breakdown, part))]),
  };
}
