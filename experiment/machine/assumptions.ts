// Every sourced number behind a chip, so that a result carries what it rests on.
import { chosenCards, listModelCards, modelCards } from "../../arch/chip/model-cards.js";
import { measuredAssumptions } from "../../arch/chip/measured.js";
import type { ChipSpec } from "../../arch/spec/chip-spec.js";
import { CONVENTIONS, type ConventionsName } from "../../arch/circuit/index.js";
import type { AssumptionRow } from "../../arch/provenance/index.js";
import { CMOS_NODES, DEFAULT_PROCESS, MEMORY_TECHNOLOGIES, ROADMAPS } from "../../arch/technology/index.js";
import type { AssumptionResult } from "./machine-schema.js";

/** A fitted or assumed value is explained by its reason, a cited one by its document and place, and by what is doubtful about it. */
function sourceText({ source, locator, reason, low, high, isColumn }: AssumptionRow): string {
  if (source === null) return reason;
  const doubt = high > low && !isColumn ? reason : "";
  return [[source, locator].filter((text) => text !== "").join(", "), doubt].filter((text) => text !== "").join("; ");
}

const asResult = (row: AssumptionRow): AssumptionResult => ({
  path: row.path, value: row.value, unit: row.unit, kind: row.kind, source: sourceText(row), low: row.low, high: row.high,
});

/** What one chip rests on. */
export const assumptionsOf = (spec: ChipSpec): AssumptionResult[] =>
  [...listModelCards(modelCards(spec)), ...measuredAssumptions(spec)].map(asResult);

/** What any chip may rest on: all technologies, nodes, roadmaps and conventions, each row once. */
export function allAssumptions(): AssumptionResult[] {
  const technologies = Object.keys(MEMORY_TECHNOLOGIES);
  const temperatureK = DEFAULT_PROCESS.temperatureK.value;
  const conventions = Object.keys(CONVENTIONS) as ConventionsName[];
  const rows = technologies.flatMap((technology) =>
    Object.values(CMOS_NODES).flatMap(({ featureSizeM: nodeM }) =>
      ROADMAPS.flatMap((roadmap) => conventions.flatMap((name) =>
        listModelCards(chosenCards({ technology, cell: null, process: { nodeM, roadmap, temperatureK }, conventions: name }))))));
  const byPath = new Map(rows.map((row) => [row.path, row]));
  return [...byPath.values()].map(asResult).sort((a, b) => (a.path < b.path ? -1 : 1));
}
