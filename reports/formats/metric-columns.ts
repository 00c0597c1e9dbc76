// Columns of a table that show metrics: the name is the CSV header, the label the heading, the unit the column's.
import type { Metrics } from "../../experiment/metrics/index.js";
import type { ColumnOf } from "./table.js";

/** Numbers in each metric's SI unit, nothing where a result has none; in the order of `metrics`. */
export const metricColumns = <R>(metrics: Metrics<R>): ColumnOf<R>[] =>
  Object.entries(metrics).map(([key, { label, unit, of }]) => ({ key, title: label, unit, of }));
