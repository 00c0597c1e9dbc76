// A table as plain data: typed columns with their SI unit, rows of numbers and words. Formats (text, CSV, LaTeX) read it.
import type { SiUnit } from "../../sim/quantity.js";

export type Cell = string | number | boolean | null;

export interface Column {
  /** CSV header; a number with a dimension carries its SI suffix: latencyS. */
  readonly key: string;
  /** Heading for people. */
  readonly title: string;
  /** Unit the numbers are in: printed with an engineering prefix. "1" is a plain number, "%" a share, "count" a whole number. */
  readonly unit: SiUnit | "count" | null;
  /** Significant digits in print; CSV always has all. */
  readonly digits?: number;
}

export interface Table {
  /** Also the file name. */
  readonly name: string;
  readonly title: string;
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Cell[])[];
  /** Better read with a column an item: text and LaTeX turn it. */
  readonly turned?: boolean;
}

/** One table of a kind of result. */
export interface TableKind<R> {
  /** With all its rows, for programs; null where the result has nothing to list. */
  readonly build: (result: R) => Table | null;
  /** What goes on paper (LaTeX); null where nothing does. Without it: the same table, where it is short. */
  readonly onPaper?: (result: R) => Table | null;
}

/** For tables that only programs read. */
export const notOnPaper = (): null => null;

/** A column and how its cell follows from an item. */
export interface ColumnOf<T> extends Column {
  readonly of: (item: T) => Cell;
}

/** One row an item. @param name also the file's, without its ending */
export function tableOf<T>(name: string, title: string, columns: readonly ColumnOf<T>[], items: readonly T[]): Table {
  return {
    name,
    title,
    columns: columns.map(({ key, title: heading, unit, digits }) =>
      ({ key, title: heading, unit, ...(digits === undefined ? {} : { digits }) })),
    rows: items.map((item) => columns.map((column) => column.of(item))),
  };
}
