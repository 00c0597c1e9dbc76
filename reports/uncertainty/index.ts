// What an uncertainty report has to say. To add a table or a figure: write it and name it here.
import type { TornadoFigure, UncertaintyReport } from "../../experiment/uncertainty/uncertainty-result.js";
import { notOnPaper, type TableKind } from "../formats/table.js";
import { indentedJson, type ReportKind } from "../report-kind.js";
import { errorBars } from "./error-bars.js";
import { refusedTable, samplesTable } from "./sample-tables.js";
import { areaTable, leakageTable, subjectTable } from "./spread-tables.js";
import { tornadoTable } from "./tornado-table.js";
import { tornado } from "./tornado.js";

/** Rows of a tornado table on paper and on the terminal; CSV has all of them. */
const PAPER_ROWS = 15;
const SCREEN_ROWS = 10;

const tornadoOf = (figure: TornadoFigure): TableKind<UncertaintyReport> =>
  ({ build: (report) => tornadoTable(report, figure, Infinity), onPaper: (report) => tornadoTable(report, figure, PAPER_ROWS) });

function warnings({ refused, samplesWithoutWriteHeadroom, samples }: UncertaintyReport): string[] {
  const [first] = refused;
  const left = "are refused and are left out, so quantiles are of those numbers that fit; the first";
  return [
    ...(first === undefined ? [] : [`${refused.length} evaluations ${left}: ${first.of}: ${first.field}: ${first.problem}`]),
    ...(samplesWithoutWriteHeadroom === 0 ? []
      : [`in ${samplesWithoutWriteHeadroom} of ${samples} samples the write path lacks voltage at the farthest cell`]),
  ];
}

function summary(report: UncertaintyReport) {
  const spreads = [
    ...(["energyJ", "latencyS", "energyRatio", "latencyRatio"] as const).map((quantity) => subjectTable(report, quantity)),
    areaTable(report), leakageTable(report),
  ];
  const tornados = (["energyJ", "latencyS", "areaM2"] as const).map((figure) => tornadoTable(report, figure, SCREEN_ROWS));
  const refused = refusedTable(report);
  return { tables: [...spreads, ...tornados, ...(refused === null ? [] : [refused])], notes: [] };
}

/** Of an `UncertaintyReport`, whether of a chip with its network or of one array. */
export const uncertaintyReport = {
  describe: "error bars of energy, latency and area from the ranges of the assumed numbers",
  json: indentedJson("uncertainty.json"),
  tables: {
    "uncertainty-energy": { build: (report: UncertaintyReport) => subjectTable(report, "energyJ") },
    "uncertainty-latency": { build: (report: UncertaintyReport) => subjectTable(report, "latencyS") },
    "uncertainty-energy-ratio": { build: (report: UncertaintyReport) => subjectTable(report, "energyRatio") },
    "uncertainty-latency-ratio": { build: (report: UncertaintyReport) => subjectTable(report, "latencyRatio") },
    "uncertainty-area": { build: areaTable },
    "uncertainty-leakage": { build: leakageTable },
    "tornado-energy": tornadoOf("energyJ"),
    "tornado-latency": tornadoOf("latencyS"),
    "tornado-area": tornadoOf("areaM2"),
    "uncertainty-refused": { build: refusedTable, onPaper: refusedTable },
    "uncertainty-samples": { build: samplesTable, onPaper: notOnPaper },
  },
  figures: {
    "tornado-energy": tornado("energyJ"),
    "tornado-latency": tornado("latencyS"),
    "tornado-area": tornado("areaM2"),
    "energy-error-bars": errorBars("energyJ"),
    "latency-error-bars": errorBars("latencyS"),
    "energy-ratio-error-bars": errorBars("energyRatio"),
  },
  warnings,
  summary,
} as const satisfies ReportKind<UncertaintyReport>;
