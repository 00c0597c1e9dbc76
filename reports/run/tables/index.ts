// The tables of a run. To add one: write its file and name it in TABLES.
import type { RunResult } from "../../../experiment/run/result.js";
import type { Table } from "../../formats/table.js";
import { areaTable } from "./area.js";
import { assumptionsTable } from "./assumptions.js";
import { energyTable } from "./energy.js";
import { layersTable } from "./layers.js";
import { ledgerTable } from "./ledger.js";
import { subnetsTable } from "./subnets.js";
import { timeTable } from "./time.js";
import { wearTable } from "./wear.js";

export const TABLES = {
  subnets: subnetsTable,
  energy: energyTable,
  time: timeTable,
  layers: layersTable,
  area: areaTable,
  wear: wearTable,
  ledger: ledgerTable,
  assumptions: assumptionsTable,
} as const satisfies Record<string, (result: RunResult) => Table>;
