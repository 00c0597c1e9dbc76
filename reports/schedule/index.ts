// What a compiled experiment has to say. To add a table: write it and name it here.
import type { CompiledSubnet } from "../../experiment/machine/compile.js";
import { indentedJson, noWarnings, type ReportKind } from "../report-kind.js";
import { scheduleTable, subnetScheduleTable } from "./tables.js";

/** Of what `compileExperiment` gives, a subnet each. */
export const scheduleReport = {
  describe: "the schedule of every subnet: where each layer lies and what it moves",
  json: indentedJson("schedule.json"),
  tables: {
    schedule: { build: scheduleTable },
  },
  figures: {},
  warnings: noWarnings,
  summary: (subnets: readonly CompiledSubnet[]) => ({ tables: subnets.map(subnetScheduleTable), notes: [] }),
} as const satisfies ReportKind<readonly CompiledSubnet[]>;
