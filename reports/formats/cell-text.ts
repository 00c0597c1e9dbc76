// One cell as people read it.
import { formatQuantity, quantity } from "../../sim/quantity.js";
import type { Cell, Column } from "../table.js";

export const NOTHING = "-";

const PERCENT = 100;

/** Rates that the field quotes in units of its own: [what it prints, SI value of one]. */
const RATES: Readonly<Record<string, readonly [string, number]>> = {
  "op/J": ["TOPS/W", quantity("1 THz", "Hz")],
  "op/(s m^2)": ["TOPS/mm²", quantity("1 THz", "Hz") / quantity("1 mm^2", "m^2")],
};

/** 0.000123 in a column of seconds -> "123 µs"; null -> "-". */
export function cellText(cell: Cell, column: Column): string {
  if (cell === null) return NOTHING;
  if (typeof cell === "boolean") return cell ? "yes" : "no";
  if (typeof cell === "string") return cell;
  if (column.unit === "count") return groupDigits(cell);
  if (column.unit === "%") return `${(cell * PERCENT).toFixed(1)} %`;
  const rate = RATES[column.unit ?? ""];
  if (rate !== undefined) return `${formatQuantity(cell / rate[1], "1", column.digits ?? 3)} ${rate[0]}`;
  return formatQuantity(cell, column.unit ?? "1", column.digits ?? 3);
}

/** Numbers stand to the right. */
export const isNumeric = (column: Column): boolean => column.unit !== null;

/** 40551040 -> "40 551 040". */
const groupDigits = (value: number): string => String(value).replace(/\B(?=(\d{3})+(?!\d))/g, " ");
