// Every sourced number of the project: those of a chip in each technology under each convention, and the CMOS tables.
import { resolveChip } from "../arch/chip/presets.js";
import { CONVENTIONS, type ConventionsName } from "../arch/circuit/conventions/index.js";
import { CMOS_NODES } from "../arch/technology/cmos/index.js";
import { listAssumptions, MEMORY_TECHNOLOGIES } from "../arch/technology/index.js";
import { assumptionsOf } from "./assumptions.js";
import type { AssumptionResult } from "./result.js";

/** Each path once, ordered by path. */
export function allAssumptions(): AssumptionResult[] {
  const ofChips = Object.keys(MEMORY_TECHNOLOGIES).flatMap((technology) =>
    (Object.keys(CONVENTIONS) as ConventionsName[]).flatMap((conventions) => assumptionsOf({ ...resolveChip(), technology, conventions })));
  const ofNodes = listAssumptions(CMOS_NODES, "cmos").map(({ locator, ...row }): AssumptionResult => ({
    path: row.path, value: row.value, unit: row.unit, kind: row.kind, source: [row.source ?? row.reason, locator].filter((text) => text !== "").join(", "), low: row.low, high: row.high,
  }));
  const byPath = new Map([...ofChips, ...ofNodes].map((row) => [row.path, row]));
  return [...byPath.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
}
