// The kinds of results that can be reported. To add one: write its file and name it in REPORT_KINDS.
import { arrayReport } from "../array/index.js";
import { cardsReport } from "../cards/index.js";
import { marginReport } from "../margin/index.js";
import { runReport } from "../run/index.js";
import { scheduleReport } from "../schedule/index.js";
import { sweepReport } from "../sweep/index.js";
import { uncertaintyReport } from "../uncertainty/index.js";
import type { ReportKind } from "../report-kind.js";

export const REPORT_KINDS = {
  run: runReport,
  schedule: scheduleReport,
  array: arrayReport,
  sweep: sweepReport,
  margin: marginReport,
  uncertainty: uncertaintyReport,
  cards: cardsReport,
} as const satisfies Record<string, ReportKind<never>>;

export type { ReportKind } from "../report-kind.js";
