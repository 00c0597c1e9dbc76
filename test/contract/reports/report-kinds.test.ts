// What every kind of report keeps to, with all its tables and figures.
import { REPORT_KINDS, type ReportKind } from "../../../reports/kinds/index.js";
import type { FigureKind } from "../../../reports/drawing/figure.js";
import { tableCsv } from "../../../reports/formats/csv.js";
import { tableLatex } from "../../../reports/formats/latex.js";
import type { Table, TableKind } from "../../../reports/formats/table.js";
import { tableText } from "../../../reports/node/table-text.js";
import { reportSamples } from "../../fixtures/report-samples.js";

const samples = await reportSamples();

/** A kind with the results that it is asked about; which result belongs to which kind, the samples' type has checked. */
const KINDS = Object.entries(REPORT_KINDS).map(([name, kind]) =>
  ({ name, kind: kind as ReportKind<unknown>, results: samples[name as keyof typeof samples] satisfies readonly unknown[] }));

const TABLES = KINDS.flatMap(({ name: kind, kind: { tables }, results }) =>
  Object.entries<TableKind<unknown>>(tables).map(([name, table]) => ({ kind, name, table, results })));

const FIGURES = KINDS.flatMap(({ name: kind, kind: { figures }, results }) =>
  Object.entries<FigureKind<unknown>>(figures).map(([name, figure]) => ({ kind, name, figure, results })));

/** How a key says its unit. */
const SUFFIXES: Readonly<Record<string, RegExp>> = {
  s: /S$/, J: /J$/, W: /W$/, m: /M$/, "m^2": /M2$/, V: /V$/, A: /A$/, ohm: /Ohm$/, bit: /Bits$/, "%": /Ratio$|^accuracy$|^heldOut$/,
  "op/J": /^opsPerJ$/, "op/(s m^2)": /^opsPerSPerM2$/,
};
/** In the unit of what is sensed, amperes or volts; the heading says which. */
const UNIT_BY_MODE = "smallestMargin";

const NO_NUMBER = /NaN|undefined|Infinity|\[object/;

/** Everything of a chart that is data: functions are left out. */
const numbersIn = (value: unknown): number[] =>
  typeof value === "number" ? [value] : typeof value === "object" && value !== null ? Object.values(value).flatMap(numbersIn) : [];

const tablesOf = ({ build, onPaper = build }: TableKind<unknown>, results: readonly unknown[]): Table[] =>
  results.flatMap((result) => [build(result), onPaper(result)]).filter((table) => table !== null);

describe.each(KINDS)("the report of kind $name", ({ kind, results }) => {
  it("says what it is of and has a JSON file of its own", () => {
    expect(kind.describe.length).toBeGreaterThan(10);
    expect(kind.json.name).toMatch(/^[a-z-]+\.json$/);
    expect(KINDS.filter((other) => other.kind.json.name === kind.json.name)).toHaveLength(1);
    for (const result of results) expect(kind.json.text(result)).toMatch(/^[[{][^]*[\]}]\n$/);
    for (const result of results) expect(JSON.parse(kind.json.text(result))).toBeDefined();
  });

  it("has names of files, no two alike", () => {
    const files = [...Object.keys(kind.tables).map((name) => `${name}.csv`), ...Object.keys(kind.figures).map((name) => `${name}.svg`)];
    for (const file of [...files, kind.json.name]) expect(file).toMatch(/^[a-z0-9-]+\.\w+$/);
    expect(new Set(files).size).toBe(files.length);
  });

  it("prints a summary and its doubts in words", () => {
    for (const result of results) {
      const { tables, notes } = kind.summary(result);
      expect(tables.length).toBeGreaterThan(0);
      for (const text of [...tables.map((table) => tableText(table)), ...notes, ...kind.warnings(result)]) {
        expect(text).not.toMatch(NO_NUMBER);
        expect(text.length).toBeGreaterThan(10);
      }
    }
  });

  it("does not change the result", () => {
    for (const result of results) {
      const before = JSON.stringify(result);
      kind.summary(result);
      for (const { build } of Object.values(kind.tables)) build(result);
      for (const { draw } of Object.values(kind.figures)) draw(result);
      expect(JSON.stringify(result)).toBe(before);
    }
  });
});

describe.each(TABLES)("the table $name of $kind", ({ name, table, results }) => {
  const tables = tablesOf(table, results);

  it("bears its name, has rows in some sample and a cell for every column", () => {
    expect(tables.some(({ rows }) => rows.length > 0)).toBe(true);
    for (const each of tables) {
      expect(each.name).toBe(name);
      for (const row of each.rows) expect(row).toHaveLength(each.columns.length);
    }
  });

  it("names the SI unit of every number with a dimension in its CSV header, no header twice", () => {
    for (const { columns } of tables) {
      for (const { key, unit } of columns) {
        const isPlain = unit === null || unit === "count" || unit === "1" || key === UNIT_BY_MODE;
        if (!isPlain) expect(key).toMatch(SUFFIXES[unit]!);
      }
      expect(new Set(columns.map(({ key }) => key)).size).toBe(columns.length);
    }
  });

  it("prints no NaN, undefined or infinity in any format", () => {
    for (const each of tables) for (const format of [tableText, tableCsv, tableLatex]) expect(format(each)).not.toMatch(NO_NUMBER);
  });

  it("keeps all digits in CSV", () => {
    for (const each of tables) {
      const [header, first] = tableCsv(each).split("\n");
      expect(header!.split(",").length).toBeGreaterThanOrEqual(each.columns.length);
      for (const value of (each.rows[0] ?? []).filter((cell) => typeof cell === "number")) expect(first).toContain(String(value));
    }
  });
});

describe.each(FIGURES)("the figure $name of $kind", ({ figure, results }) => {
  const drawn = results.filter((result) => figure.draw(result) !== null);

  it("says what it shows, shows some sample, and draws the same every time", () => {
    expect(figure.describe.length).toBeGreaterThan(10);
    expect(drawn.length).toBeGreaterThan(0);
    for (const result of drawn) {
      expect(JSON.stringify(figure.draw(result))).toBe(JSON.stringify(figure.draw(result)));
      expect(figure.fileName?.(result) ?? "as-named").toMatch(/^[\w-]+$/);
    }
  });

  it("has only finite numbers and a unit on every axis of numbers", () => {
    for (const { configuration } of drawn.map((result) => figure.draw(result)!)) {
      for (const value of numbersIn(configuration)) expect(Number.isFinite(value)).toBe(true);
      const scales = Object.values((configuration.options?.scales ?? {}) as Record<string, { type: string; title: { text: string } }>);
      for (const { type, title } of scales) if (type !== "category") expect(title.text).toMatch(/\(.+\)$/);
    }
  });
});
