// Words from a file reach every format as words: no formula, no command of TeX, no escape sequence, no character that XML forbids.
import { tableCsv } from "../../../reports/formats/csv.js";
import { tableLatex } from "../../../reports/formats/latex.js";
import type { Cell, Table } from "../../../reports/formats/table.js";
import { tableText } from "../../../reports/node/table-text.js";
import { tidySvg } from "../../../reports/node/tidy-svg.js";
import { printable } from "../../../sim/printable.js";

const tableOf = (...cells: Cell[]): Table => ({
  name: "t",
  title: `of ${String(cells[0])}`,
  columns: cells.map((_, n) => ({ key: `c${n}`, title: `c${n}`, unit: typeof cells[n] === "number" ? "1" : null })),
  rows: [cells],
});
const csvRow = (...cells: Cell[]): string =>
  tableCsv(tableOf(...cells))
    .split("\n")
    .slice(1)
    .join("\n")
    .trimEnd();
const latexRow = (...cells: Cell[]): string =>
  tableLatex(tableOf(...cells))
    .split("\n")
    .find((_, n, lines) => lines[n - 1] === "\\midrule")!;
// eslint-disable-next-line no-control-regex
const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/;
const SEQUENCES = ["\u001b[31mred", "\u001b]0;title\u0007", "a\u0000b", "\u009b2J", "line\rover", "\u202egnp.exe", "\u2066x"];

describe("a spreadsheet", () => {
  it.each(["=HYPERLINK(1)", "+1", "-1+cmd", "@SUM(A1)", "\uff1d1"])("takes %j for a word, not for a formula", (word) => {
    expect(csvRow(word)).toBe(`'${word}`);
  });

  it("still has negative numbers as numbers", () => {
    expect(csvRow(-1.5e-9, "x")).toBe("-1.5e-9,x");
  });
});

describe("LaTeX", () => {
  it.each(["[2pt]", "*", " [2pt] wide"])("does not read %j at the start of a row as an argument of the row before", (word) => {
    expect(latexRow(word)).toBe(`{}${word} \\\\`);
  });

  it("has no paragraph inside a cell", () => {
    expect(latexRow("a\n\nb")).toBe("a b \\\\");
  });
});

describe("what a terminal or a reader of XML would obey", () => {
  it.each(SEQUENCES)("is shown as an escape in every format: %j", (word) => {
    for (const text of [
      tableText(tableOf(word, 1)),
      tableCsv(tableOf(word, 1)),
      tableLatex(tableOf(word, 1)),
      tidySvg(`<svg><text>${word}</text></svg>`),
      printable(word),
    ]) {
      expect(text).not.toMatch(CONTROLS);
    }
  });

  it("leaves usual words alone", () => {
    for (const word of ["84.4 % µm² Ω ×", "two\nlines\tand a tab", "naïve 模型 🙂"]) expect(printable(word)).toBe(word);
  });
});

it("a share that rounds to nothing has no sign", () => {
  const share: Table = { name: "t", title: "t", columns: [{ key: "a", title: "a", unit: "%" }], rows: [[-1e-9], [-0.001]] };
  expect(tableLatex(share)).toContain("\n0.0 \\% \\\\".replace(" ", "~"));
  expect(tableLatex(share)).toContain("-0.1~\\%");
});
