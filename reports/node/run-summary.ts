// What `pimento run` prints: the main table, where the energy goes, where the time goes.
import type { RunResult } from "../../experiment/run/result.js";
import { tableText } from "./table-text.js";
import { energyTable } from "../run/tables/energy.js";
import { subnetsTable } from "../run/tables/subnets.js";
import { timeTableAbove } from "../run/tables/time.js";

/** Kinds of work and waits below this share are not worth a line on a screen. */
const MIN_TIME_SHARE = 0.005;

export const runSummary = (result: RunResult): string =>
  [subnetsTable(result), energyTable(result), timeTableAbove(result, MIN_TIME_SHARE)].map((table) => tableText(table)).join("\n\n");
