// The tables of a run. To add one: write its file and name it in TABLES.
import type { RunResult } from "../../experiment/result.js";
import type { Table } from "../table.js";
import { energyTable } from "./energy.js";
import { subnetsTable } from "./subnets.js";

export const TABLES = {
  subnets: subnetsTable,
  energy: energyTable,
} as const satisfies Record<string, (result: RunResult) => Table>;
