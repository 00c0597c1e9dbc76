// A margin report as tables: the cell, the operations, their levels and their references.
import type { MarginReport } from "../../experiment/margin/margin-result.js";
import { tableOf, type Cell, type ColumnOf, type Table } from "../formats/table.js";

type Operation = MarginReport["operations"][number];
type LevelRow = Operation["levels"][number] & { readonly operation: string };
type ReferenceRow = Operation["references"][number] & { readonly operation: string };

/** In scientific notation: engineering prefixes have no place for 1e-13. */
const probability = (value: number): string => (value === 0 ? "0" : value.toExponential(2));

const DIRECTION = { "fewer-ones": "fewer ones", "more-ones": "more ones" } as const;

type Fact = readonly [key: string, title: string, unit: Table["columns"][number]["unit"], value: Cell];

/** Of a magnetic junction: its resistances, its magnet, how it is written and kept. */
const junctionFacts = ({ junction, device }: Extract<MarginReport, { readonly junction: unknown }>): Fact[] => [
  ["parallelOhm", "R_P", "ohm", junction.parallelOhm],
  ["antiParallelOhm", "R_AP at that bias", "ohm", junction.antiParallelOhm],
  ["accessOhm", "access device", "ohm", junction.accessOhm],
  ["tmrRatio", "TMR at that bias", "%", junction.tmr],
  ["visibleRatio", "ratio the bitline sees", "%", junction.visibleRatio],
  ["thermalStability", "thermal stability", "1", device.thermalStability],
  ["criticalCurrentA", "critical current", "A", device.criticalCurrentA],
  ...writeFacts(device),
  ["setErrorRate", "write error rate", null, probability(device.setErrorRate)],
  ["readDisturb", "read disturb in 10 ns", null, probability(device.readDisturb)],
  ["retentionS", "retention of a cell", null, `${device.retentionS.toExponential(1)} s`],
];

/** Of a cell without junction. */
const resistanceFacts = ({ resistances, device }: Extract<MarginReport, { readonly resistances: unknown }>): Fact[] => [
  ["lowOhm", "R_low", "ohm", resistances.lowOhm],
  ["highOhm", "R_high", "ohm", resistances.highOhm],
  ["accessOhm", "access device", "ohm", resistances.accessOhm],
  ["visibleRatio", "ratio the bitline sees", "%", resistances.visibleRatio],
  ...writeFacts(device),
];

const writeFacts = ({ set }: MarginReport["device"]): Fact[] => [
  ["setCurrentA", "write current", "A", set.currentA],
  ["setPulseS", "write pulse", "s", set.pulseS],
  ["elementEnergyJ", "heat in the write element", "J", set.elementEnergyJ],
  ["pathEnergyJ", "energy from the write supply", "J", set.pathEnergyJ],
];

/** The cell, how it is written and the magnet behind it if any: one row, turned for reading. V, ohm, A, s, J. */
export function cellTable(report: MarginReport): Table {
  const { name, technology, device, readVoltageV } = report;
  const facts: Fact[] = [
    ["readVoltageV", "read voltage", "V", readVoltageV],
    ...("junction" in report ? junctionFacts(report) : resistanceFacts(report)),
    ["enduranceWrites", "endurance", null, device.enduranceWrites.toExponential(0)],
  ];
  const temperature = "junction" in report ? ` at ${report.device.temperatureK} K` : "";
  return {
    name: "margin-cell",
    title: `${name}: a cell of ${technology}${temperature}`,
    columns: facts.map(([key, title, unit]) => ({ key, title, unit })),
    rows: [facts.map(([, , , value]) => value)],
    turned: true,
  };
}

/** One operation a row: its smallest margin (in A or V, as it is sensed) and how often it errs. */
export function operationsTable({ operations, variation, fragile }: MarginReport): Table {
  const columns: readonly ColumnOf<Operation>[] = [
    { key: "operation", title: "operation", unit: null, of: ({ operation }) => operation },
    { key: "rows", title: "rows", unit: "count", of: ({ rows }) => rows },
    { key: "smallestMargin", title: "smallest margin", unit: operations[0]!.unit, digits: 3, of: smallestMargin },
    { key: "errorRate", title: "error rate", unit: null, of: ({ errorRate }) => probability(errorRate) },
    { key: "fragileOnes", title: "fragile at ones", unit: null, of: ({ fragile: worst }) => String(worst?.ones ?? "none") },
    { key: "takenFor", title: "taken for", unit: null, of: ({ fragile: worst }) => (worst === null ? "" : DIRECTION[worst.takenFor]) },
  ];
  const most = fragile === null ? "" : `${fragile.operation} at ${fragile.ones} ones (${probability(fragile.errorRate)})`;
  const weakest = fragile === null ? "no level errs" : `most fragile: ${most}`;
  const { polarity, senseMode, reference } = variation;
  return tableOf("margin-operations", `1 = ${polarity}, sensed by ${senseMode}, ${reference} references; ${weakest}`, columns, operations);
}

const smallestMargin = ({ references }: Operation): number =>
  Math.min(...references.flatMap(({ fewer, more }) => [fewer.margin, more.margin]));

/** One level of one operation a row, in A or V; its error by closed form and by Monte Carlo. */
export function levelsTable({ operations, variation }: MarginReport): Table {
  const { unit } = operations[0]!;
  const columns: readonly ColumnOf<LevelRow>[] = [
    { key: "operation", title: "operation", unit: null, of: ({ operation }) => operation },
    { key: "ones", title: "ones", unit: "count", of: ({ ones }) => ones },
    { key: `nominal${unit}`, title: "level", unit, digits: 4, of: ({ nominal }) => nominal },
    { key: `sigma${unit}`, title: "sigma", unit, digits: 3, of: ({ sigma }) => sigma },
    { key: "errorRate", title: "error rate", unit: null, of: ({ errorRate }) => probability(errorRate) },
    { key: "monteCarlo", title: "Monte Carlo", unit: null, of: ({ monteCarlo }) => probability(monteCarlo.probability) },
    { key: "standardError", title: "its error", unit: null, of: ({ monteCarlo }) => probability(monteCarlo.error) },
    { key: "takenFor", title: "taken for", unit: null, of: ({ takenFor }) => (takenFor === null ? "" : DIRECTION[takenFor]) },
  ];
  const rows = operations.flatMap(({ operation, levels }) => levels.map((level): LevelRow => ({ operation, ...level })));
  return tableOf("margin-levels", `Levels, without the amplifier's offset; ${variation.samples} samples`, columns, rows);
}

/** One reference of one operation a row, in A or V, with its margins and how often it is crossed. */
export function referencesTable({ operations }: MarginReport): Table {
  const { unit } = operations[0]!;
  const columns: readonly ColumnOf<ReferenceRow>[] = [
    { key: "operation", title: "operation", unit: null, of: ({ operation }) => operation },
    { key: "gap", title: "between ones", unit: null, of: ({ gap }) => `${gap}, ${gap + 1}` },
    { key: `value${unit}`, title: "reference", unit, digits: 4, of: ({ value }) => value },
    { key: `fewerMargin${unit}`, title: "margin below", unit, digits: 3, of: ({ fewer }) => fewer.margin },
    { key: `moreMargin${unit}`, title: "above", unit, digits: 3, of: ({ more }) => more.margin },
    { key: "fewerCrossing", title: "crossed from below", unit: null, of: ({ fewer }) => probability(fewer.crossing) },
    { key: "moreCrossing", title: "from above", unit: null, of: ({ more }) => probability(more.crossing) },
  ];
  const rows = operations.flatMap(({ operation, references }) =>
    references.map((reference): ReferenceRow => ({ operation, ...reference })));
  return tableOf("margin-references", "References; below and above in ones", columns, rows);
}

/** One number of open rows a row: probability of an error, and share of sensings without any. */
export function yieldTable({ yield: rows, columns: sensed }: MarginReport): Table {
  const gate = (name: "and" | "or", key: "crossing" | "rowYield", title: string): ColumnOf<(typeof rows)[number]> => ({
    key: `${name}-${key}`, title, unit: null,
    of: ({ gates }) => {
      const found = gates.find((each) => each.gate === name)!;
      return key === "crossing" ? probability(found.crossing) : found.rowYield.toPrecision(4);
    },
  });
  return tableOf("margin-yield", `Rows opened together: the worse neighbour's error, and sensings of ${sensed} columns without any`, [
    { key: "rows", title: "rows", unit: "count", of: ({ rows: count }) => count },
    gate("and", "crossing", "AND error"), gate("and", "rowYield", "AND yield"),
    gate("or", "crossing", "OR error"), gate("or", "rowYield", "OR yield"),
  ], rows);
}
