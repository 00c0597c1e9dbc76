// Tables as people read them: every cell a text with its unit.
import { groupDigits } from "../../sim/digits.js";
import { printable } from "../../sim/printable.js";
import { formatQuantity, quantity } from "../../sim/quantity.js";
import type { Cell, Column, Table } from "./table.js";

const NOTHING = "-";

const PERCENT = 100;

/** What rounds to nothing has no sign. */
const MINUS_ZERO = /^-(0\.?0*)$/;

/** Rates that the field quotes in units of its own: [what it prints, SI value of one]. */
const RATES: Readonly<Record<string, readonly [string, number]>> = {
  "op/J": ["TOPS/W", quantity("1 THz", "Hz")],
  "op/(s m^2)": ["TOPS/mm²", quantity("1 THz", "Hz") / quantity("1 mm^2", "m^2")],
};

/** 0.000123 in a column of seconds -> "123 µs"; null -> "-". */
export function cellText(cell: Cell, column: Column): string {
  if (cell === null) return NOTHING;
  if (typeof cell === "boolean") return cell ? "yes" : "no";
  if (typeof cell === "string") return printable(cell);
  if (column.unit === "count") return groupDigits(cell);
  if (column.unit === "%") return `${(cell * PERCENT).toFixed(1).replace(MINUS_ZERO, "$1")} %`;
  const rate = RATES[column.unit ?? ""];
  if (rate !== undefined) return `${formatQuantity(cell / rate[1], "1", column.digits ?? 3)} ${rate[0]}`;
  return formatQuantity(cell, column.unit ?? "1", column.digits ?? 3);
}

/** A table as words: headings first, turned if the table wants it. */
export interface TextGrid {
  readonly rows: readonly (readonly string[])[];
  /** By column: numbers stand to the right. */
  readonly alignments: readonly ("left" | "right")[];
}

/** Numbers with their units and engineering prefixes; a turned table has a column an item. */
export function textGrid({ columns, rows, turned = false }: Table): TextGrid {
  const headings = columns.map((column) => printable(column.title));
  const cells = rows.map((row) => row.map((cell, index) => cellText(cell, columns[index]!)));
  const grid = [headings, ...cells];
  if (!turned) return { rows: grid, alignments: columns.map((column) => (column.unit === null ? "left" : "right")) };
  return {
    rows: headings.map((_, index) => grid.map((row) => row[index]!)),
    alignments: grid.map((_, index) => (index === 0 ? "left" : "right")),
  };
}
