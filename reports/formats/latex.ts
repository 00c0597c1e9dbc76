// Tables as LaTeX: a tabular for booktabs, to be \input into a paper.
import type { Table } from "../table.js";
import { cellText, isNumeric } from "./cell-text.js";

const ESCAPES: Readonly<Record<string, string>> = {
  "\\": "\\textbackslash{}", "{": "\\{", "}": "\\}", "%": "\\%", "&": "\\&", "#": "\\#", _: "\\_", $: "\\$", "^": "\\textasciicircum{}", "~": "\\textasciitilde{}",
  µ: "$\\mu$", Ω: "$\\Omega$", "²": "$^2$", "×": "$\\times$",
};

const escape = (text: string): string => text.replace(/[\\{}%&#_$^~µΩ²×]/g, (character) => ESCAPES[character]!);

/** Numbers and their units do not part at the end of a line. */
const cellLatex = (text: string): string => escape(text).replace(/(\d) /g, "$1~");

/** Needs \usepackage{booktabs}. */
export function tableLatex(table: Table): string {
  const alignment = table.columns.map((column) => (isNumeric(column) ? "r" : "l")).join("");
  const row = (cells: readonly string[]): string => `${cells.join(" & ")} \\\\`;
  return [
    `% ${table.title.replace(/\s+/g, " ")}`,
    `\\begin{tabular}{${alignment}}`,
    "\\toprule",
    row(table.columns.map((column) => escape(column.title))),
    "\\midrule",
    ...table.rows.map((cells) => row(cells.map((cell, index) => cellLatex(cellText(cell, table.columns[index]!))))),
    "\\bottomrule",
    "\\end{tabular}",
    "",
  ].join("\n");
}
