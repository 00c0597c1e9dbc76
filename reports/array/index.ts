// What the estimate of one array has to say. To add a table: write it and name it here.
import type { ArrayEstimate } from "../../arch/chip/array-estimate.js";
import { indentedJson, noWarnings, type ReportKind } from "../report-kind.js";
import { additionsTable, circuitsTable, energyPartsTable, latencyPartsTable, operationsTable, totalsTable } from "./tables.js";

/** Of an `ArrayEstimate`; no figures, for one array is a row of numbers. */
export const arrayReport = {
  describe: "one array: area, leakage, latency and energy by operation and circuit",
  json: indentedJson("array.json"),
  tables: {
    "array-totals": { build: totalsTable },
    "array-operations": { build: operationsTable },
    "array-circuits": { build: circuitsTable },
    "array-computing": { build: additionsTable },
    "array-latency-parts": { build: latencyPartsTable },
    "array-energy-parts": { build: energyPartsTable },
  },
  figures: {},
  warnings: noWarnings,
  summary: (estimate: ArrayEstimate) => ({
    tables: [totalsTable, operationsTable, circuitsTable, additionsTable, latencyPartsTable, energyPartsTable]
      .map((build) => build(estimate)),
    notes: [],
  }),
} as const satisfies ReportKind<ArrayEstimate>;
