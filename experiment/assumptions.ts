// Every sourced number behind a chip, so that a result carries what it rests on.
import { technologyOf } from "../arch/chip/chip-technology.js";
import { measuredAssumptions } from "../arch/chip/measured.js";
import type { ChipSpec } from "../arch/chip/spec.js";
import { CONVENTIONS, listModelAssumptions, type ConventionsName } from "../arch/circuit/index.js";
import { CONTROLLER } from "../arch/controller/controller-costs.js";
import { DIGITAL_WIDTHS } from "../arch/digital/digital-costs.js";
import { CMOS_NODES, listAssumptions, MAGNETISM, MEMORY_TECHNOLOGIES, ROADMAPS, type AssumptionRow } from "../arch/technology/index.js";
import type { AssumptionResult } from "./result.js";

/** A fitted or assumed value is explained by its reason, a cited one by its document and place. */
const sourceText = (row: AssumptionRow): string => (row.source === null ? row.reason : [row.source, row.locator].filter((text) => text !== "").join(", "));

const asResult = (row: AssumptionRow): AssumptionResult => ({
  path: row.path, value: row.value, unit: row.unit, kind: row.kind, source: sourceText(row), low: row.low, high: row.high,
});

const units = (): AssumptionRow[] => [...listAssumptions(MAGNETISM, "magnetism"), ...listAssumptions(DIGITAL_WIDTHS, "digital"), ...listAssumptions(CONTROLLER, "controller")];

/** What one chip rests on. */
export function assumptionsOf(spec: ChipSpec): AssumptionResult[] {
  const { conventions, process } = spec;
  const choice = { technology: technologyOf(spec), featureSizeM: process.nodeM, roadmap: process.roadmap, conventions };
  return [...listModelAssumptions(choice), ...units(), ...measuredAssumptions(spec)].map(asResult);
}

/** What any chip may rest on: all technologies, nodes, roadmaps and conventions, each row once. */
export function allAssumptions(): AssumptionResult[] {
  const technologies = Object.values(MEMORY_TECHNOLOGIES);
  const conventions = Object.keys(CONVENTIONS) as ConventionsName[];
  const rows = technologies.flatMap((technology) =>
    Object.values(CMOS_NODES).flatMap(({ featureSizeM }) =>
      ROADMAPS.flatMap((roadmap) => conventions.flatMap((name) => listModelAssumptions({ technology, featureSizeM, roadmap, conventions: name })))));
  const byPath = new Map([...rows, ...units()].map((row) => [row.path, row]));
  return [...byPath.values()].map(asResult).sort((a, b) => (a.path < b.path ? -1 : 1));
}
