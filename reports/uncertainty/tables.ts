// An uncertainty report as tables: quantiles of the chip and its subnets (or of the array and its operations), tornado rows, refusals.
import type { RefusedEvaluation, Spread, SubjectSpread, TornadoFigure, TornadoRow, UncertaintyReport } from "../../experiment/uncertainty/uncertainty-result.js";
import type { SiUnit } from "../../sim/quantity.js";
import { tableOf, type ColumnOf, type Table } from "../formats/table.js";

type NamedSpread = readonly [string, Spread];

const QUANTITIES: readonly (readonly [keyof Omit<SubjectSpread, "name">, string, SiUnit])[] = [
  ["energyJ", "energy", "J"], ["latencyS", "latency", "s"], ["energyRatio", "energy relative to", "1"], ["latencyRatio", "latency relative to", "1"],
];

export const FIGURE_NAMES: Readonly<Record<TornadoFigure, readonly [string, SiUnit]>> = { energyJ: ["energy", "J"], latencyS: ["latency", "s"], areaM2: ["area", "m^2"] };

export const subjectWord = ({ system }: UncertaintyReport): string => (system === "chip" ? "subnet" : "operation");

/** @param most rows of a tornado table; all of them unless stated */
export function uncertaintyTables(report: UncertaintyReport, most = Infinity): Table[] {
  const of = report.system === "chip" ? "one image" : "one word";
  const taken = report.figures.filter((each) => each !== null).length;
  const samples = taken === report.samples ? `${taken} samples` : `the ${taken} of ${report.samples} samples that are not refused`;
  return [
    ...QUANTITIES.map(([key, title, unit]): Table => {
      const words = key.endsWith("Ratio") ? `${title} ${report.reference}` : `${title} of ${of}`;
      return spreadTable(`uncertainty-${kebab(key)}`, `${report.name}: ${words}, ${samples}`, subjectWord(report), unit, suffixOf(key), report.subjects.map((subject) => [subject.name, subject[key]]));
    }),
    spreadTable("uncertainty-area", `${report.name}: area`, "", "m^2", "M2", [[report.system, report.areaM2]]),
    spreadTable("uncertainty-leakage", `${report.name}: leakage`, "", "W", "W", [[report.system, report.leakageW]]),
    ...(Object.keys(FIGURE_NAMES) as TornadoFigure[]).map((figure) => tornadoTable(report, figure, most)),
    ...(report.refused.length === 0 ? [] : [refusedTable(report)]),
  ];
}

const kebab = (key: string): string => key.replace(/(J|S)$/, "").replace(/([A-Z])/g, (letter) => `-${letter.toLowerCase()}`);
const suffixOf = (key: string): string => /(J|S|Ratio)$/.exec(key)![0];

function spreadTable(name: string, title: string, first: string, unit: SiUnit, suffix: string, rows: readonly NamedSpread[]): Table {
  const column = (key: keyof Spread, words: string): ColumnOf<NamedSpread> => ({ key: `${key}${suffix}`, title: words, unit, of: ([, spread]) => spread[key] });
  const columns: readonly ColumnOf<NamedSpread>[] = [
    { key: "name", title: first, unit: null, of: ([each]) => each },
    column("nominal", "as stated"), column("low", "5 %"), column("median", "50 %"), column("high", "95 %"),
  ];
  return tableOf(name, title, columns, rows);
}

/** Rows by their swing, the widest first; numbers that move nothing are left out. */
export const tornadoRows = ({ tornado }: UncertaintyReport, figure: TornadoFigure): TornadoRow[] =>
  tornado
    .filter(({ swingRatio, atLow, atHigh }) => swingRatio[figure] > 0 || atLow === null || atHigh === null)
    .sort((a, b) => b.swingRatio[figure] - a.swingRatio[figure] || (a.path < b.path ? -1 : 1));

function tornadoTable(report: UncertaintyReport, figure: TornadoFigure, most: number): Table {
  const [word, unit] = FIGURE_NAMES[figure];
  const suffix = figure.slice(word.length);
  const columns: readonly ColumnOf<TornadoRow>[] = [
    { key: "path", title: "number", unit: null, of: ({ path }) => path },
    { key: "unit", title: "unit", unit: null, of: (row) => row.unit },
    { key: "low", title: "low", unit: "1", of: ({ low }) => low },
    { key: "value", title: "stated", unit: "1", of: ({ value }) => value },
    { key: "high", title: "high", unit: "1", of: ({ high }) => high },
    { key: `${word}AtLow${suffix}`, title: `${word} at low`, unit, of: ({ atLow }) => atLow?.[figure] ?? null },
    { key: `${word}AtHigh${suffix}`, title: `${word} at high`, unit, of: ({ atHigh }) => atHigh?.[figure] ?? null },
    { key: "swingRatio", title: "swing", unit: "%", of: ({ swingRatio }) => swingRatio[figure] },
  ];
  const rows = tornadoRows(report, figure);
  const more = rows.length > most ? `; the ${most} widest of ${rows.length} that move it` : "";
  const owner = figure === "areaM2" ? report.system : report.reference;
  return tableOf(`tornado-${word}`, `${report.name}: ${word} of ${owner} with one number at a time at the ends of its range${more}`, columns, rows.slice(0, most));
}

function refusedTable({ name, refused }: UncertaintyReport): Table {
  const columns: readonly ColumnOf<RefusedEvaluation>[] = [
    { key: "of", title: "of", unit: null, of: (each) => each.of },
    { key: "field", title: "field", unit: null, of: ({ field }) => field },
    { key: "problem", title: "why", unit: null, of: ({ problem }) => problem },
  ];
  return tableOf("uncertainty-refused", `${name}: evaluations that are refused, left out of the quantiles`, columns, refused);
}

/** A row a sample, for programs. */
export function samplesTable({ name, subjects, figures }: UncertaintyReport): Table {
  const unitOf = (key: "latencyS" | "energyJ"): SiUnit => (key === "latencyS" ? "s" : "J");
  const columns = subjects.flatMap((subject) => (["latencyS", "energyJ"] as const).map((key) => ({ key: `${subject.name}.${key}`, title: `${subject.name} ${key}`, unit: unitOf(key) })));
  return {
    name: "uncertainty-samples",
    title: `${name}: figures by sample`,
    columns: [{ key: "sample", title: "sample", unit: "count" }, { key: "areaM2", title: "area", unit: "m^2" }, { key: "leakageW", title: "leakage", unit: "W" }, ...columns],
    rows: figures.map((each, i) => (each === null ? [i, null, null, ...columns.map(() => null)] : [i, each.areaM2, each.leakageW, ...each.subjects.flatMap(({ latencyS, energyJ }) => [latencyS, energyJ])])),
  };
}
