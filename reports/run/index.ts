// What a run has to say. To add a table or a figure: write its file in tables/ or figures/ and name it here.
import type { RunResult } from "../../experiment/run/result.js";
import { indentedJson, type ReportKind } from "../report-kind.js";
import { accuracyAgainstEnergy } from "./figures/accuracy-against-energy.js";
import { accuracyAgainstVariation } from "./figures/accuracy-against-variation.js";
import { areaBreakdown } from "./figures/area-breakdown.js";
import { energyBreakdown } from "./figures/energy-breakdown.js";
import { powerOverTime } from "./figures/power-over-time.js";
import { areaTable } from "./tables/area.js";
import { assumptionsTable } from "./tables/assumptions.js";
import { energyTable } from "./tables/energy.js";
import { layersTable } from "./tables/layers.js";
import { ledgerTable } from "./tables/ledger.js";
import { subnetsTable } from "./tables/subnets.js";
import { timeTable, timeTableAbove } from "./tables/time.js";
import { wearTable } from "./tables/wear.js";

/** Kinds of work and waits below this share are not worth a line on a screen. */
const MIN_TIME_SHARE = 0.005;

/** Of a `RunResult`; energies and times are of one image, the ledger is the sum over the timed ones. */
export const runReport = {
  describe: "an experiment that was run: accuracy, time, energy and area of every subnet",
  json: indentedJson("result.json"),
  tables: {
    subnets: { build: subnetsTable },
    energy: { build: energyTable },
    time: { build: timeTable },
    layers: { build: layersTable },
    area: { build: areaTable },
    wear: { build: wearTable },
    ledger: { build: ledgerTable },
    assumptions: { build: assumptionsTable },
  },
  figures: {
    "energy-breakdown": energyBreakdown,
    "area-breakdown": areaBreakdown,
    "accuracy-against-energy": accuracyAgainstEnergy,
    "accuracy-against-variation": accuracyAgainstVariation,
    "power-over-time": powerOverTime,
  },
  warnings: ({ warnings }: RunResult) => warnings,
  summary: (result: RunResult) =>
    ({ tables: [subnetsTable(result), energyTable(result), timeTableAbove(result, MIN_TIME_SHARE)], notes: [] }),
} as const satisfies ReportKind<RunResult>;
