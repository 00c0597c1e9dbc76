// What a sweep of the array has to say. To add a table or a figure: write it and name it here.
import { notOnPaper } from "../formats/table.js";
import { noWarnings, type ReportKind } from "../report-kind.js";
import { metricOverAxes, type ShownSweep } from "./metric-over-axes.js";
import { sweepExtremes, sweepTable } from "./tables.js";

/** Of an `ArraySweep` and the metric that it is about. */
export const sweepReport = {
  describe: "one array over one or two fields of its config",
  /** In one line, for it is long, and without the metric that was shown: it holds them all. */
  json: { name: "array-sweep.json", text: ({ axes, metrics, points }: ShownSweep) => `${JSON.stringify({ axes, metrics, points })}\n` },
  tables: {
    "array-sweep": { build: sweepTable, onPaper: notOnPaper },
  },
  figures: { "array-metric": metricOverAxes },
  warnings: noWarnings,
  summary: (sweep: ShownSweep) => ({ tables: [sweepExtremes(sweep)], notes: [] }),
} as const satisfies ReportKind<ShownSweep>;
