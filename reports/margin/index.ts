// What a margin report has to say. To add a table or a figure: write it and name it here.
import type { MarginReport } from "../../experiment/margin/margin-result.js";
import { indentedJson, noWarnings, type ReportKind } from "../report-kind.js";
import { errorsAgainstRows } from "./errors-against-rows.js";
import { levelHistograms } from "./level-histograms.js";
import { cellTable, levelsTable, operationsTable, referencesTable, yieldTable } from "./tables.js";

const NOTE = "write errors and disturb are not injected into runs; what the magnets rest on: docs/devices.md";

/** Of a `MarginReport`: currents in A or voltages in V, as the config senses. */
export const marginReport = {
  describe: "levels, references, margins and error rates of the sense operations",
  json: indentedJson("margin.json"),
  tables: {
    "margin-cell": { build: cellTable },
    "margin-operations": { build: operationsTable },
    "margin-levels": { build: levelsTable },
    "margin-references": { build: referencesTable },
    "margin-yield": { build: yieldTable },
  },
  figures: {
    "levels-one-row": levelHistograms(1),
    "levels-two-rows": levelHistograms(2),
    "levels-three-rows": levelHistograms(3),
    "errors-against-rows": errorsAgainstRows,
  },
  warnings: noWarnings,
  summary: (report: MarginReport) => ({
    tables: [cellTable, operationsTable, levelsTable, referencesTable, yieldTable].map((build) => build(report)),
    notes: [NOTE],
  }),
} as const satisfies ReportKind<MarginReport>;
