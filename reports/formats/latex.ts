// Tables as LaTeX: a tabular for booktabs, to be \input into a paper.
import { printable } from "../../sim/printable.js";
import type { Table } from "./table.js";
import { textGrid } from "./text-grid.js";

const ESCAPES: Readonly<Record<string, string>> = {
  "\\": "\\textbackslash{}", "{": "\\{", "}": "\\}", "%": "\\%", "&": "\\&", "#": "\\#", _: "\\_", $: "\\$",
  "^": "\\textasciicircum{}", "~": "\\textasciitilde{}",
  µ: "$\\mu$", Ω: "$\\Omega$", "²": "$^2$", "×": "$\\times$",
};

const escape = (text: string): string => text.replace(/[\\{}%&#_$^~µΩ²×]/g, (character) => ESCAPES[character]!);

/** Numbers and their units do not part at the end of a line. */
const cellLatex = (text: string): string => escape(text.replace(/\s*\n\s*/g, " ")).replace(/(\d) /g, "$1~");

/** The end of a row looks behind itself: a bracket or a star that opens the next one would be its argument. */
const guarded = (line: string): string => (/^\s*[[*]/.test(line) ? `{}${line}` : line);

/** Needs \usepackage{booktabs}. */
export function tableLatex(table: Table): string {
  const { rows: [head, ...rows], alignments } = textGrid(table);
  const line = (cells: readonly string[]): string => `${guarded(cells.map(cellLatex).join(" & "))} \\\\`;
  return [
    `% ${printable(table.title).replace(/\s+/g, " ")}`,
    `\\begin{tabular}{${alignments.map((alignment) => alignment[0]).join("")}}`,
    "\\toprule",
    line(head!),
    "\\midrule",
    ...rows.map(line),
    "\\bottomrule",
    "\\end{tabular}",
    "",
  ].join("\n");
}
