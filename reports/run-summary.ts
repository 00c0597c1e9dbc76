// What `pimento run` prints: the main table and where the energy goes.
import type { RunResult } from "../experiment/result.js";
import { tableText } from "./formats/text.js";
import { energyTable } from "./tables/energy.js";
import { subnetsTable } from "./tables/subnets.js";

export const runSummary = (result: RunResult): string =>
  [tableText(subnetsTable(result), { transposed: true }), tableText(energyTable(result))].join("\n\n");
