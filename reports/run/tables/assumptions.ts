// The numbers that the result rests on, with their sources.
import type { AssumptionResult, RunResult } from "../../../experiment/run/result.js";
import { tableOf, type ColumnOf, type Table } from "../../formats/table.js";

const COLUMNS: readonly ColumnOf<AssumptionResult>[] = [
  { key: "path", title: "number", unit: null, of: ({ path }) => path },
  { key: "value", title: "value", unit: "1", of: ({ value }) => value },
  { key: "unit", title: "unit", unit: null, of: ({ unit }) => unit },
  { key: "kind", title: "kind", unit: null, of: ({ kind }) => kind },
  { key: "low", title: "low", unit: "1", of: ({ low }) => low },
  { key: "high", title: "high", unit: "1", of: ({ high }) => high },
  { key: "source", title: "source or reason", unit: null, of: ({ source }) => source },
];

/** One number a row, in the unit that stands beside it. */
export const assumptionsOnly = (assumptions: readonly AssumptionResult[]): Table =>
  tableOf("assumptions", "What the numbers rest on", COLUMNS, assumptions);

/** Those of a run, with the values that it used. */
export const assumptionsTable = (result: RunResult): Table => assumptionsOnly(result.assumptions);
