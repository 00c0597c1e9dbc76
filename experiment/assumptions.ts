// Every sourced number behind a chip, so that a result carries what it rests on.
import { CONTROLLER } from "../arch/controller/controller-costs.js";
import { DIGITAL_WIDTHS } from "../arch/digital/digital-costs.js";
import { CONVENTIONS } from "../arch/circuit/index.js";
import { LOGIC_ACTIVITY, LOGIC_CELLS } from "../arch/circuit/logic-cells.js";
import { WIRE_ACTIVITY } from "../arch/circuit/repeated-wire.js";
import { ADDER } from "../arch/circuit/shift-accumulator.js";
import { SRAM } from "../arch/circuit/sram-buffer.js";
import { CMOS_NODES, DEVICE_CONSTANTS, listAssumptions, MEMORY_TECHNOLOGIES, type AssumptionRow, type MemoryTechnologyName } from "../arch/technology/index.js";
import type { ChipSpec } from "../arch/chip/spec.js";
import type { AssumptionResult } from "./result.js";

/** A fitted or assumed value is explained by its reason, a cited one by its document and place. */
const sourceText = (row: AssumptionRow): string => (row.source === null ? row.reason : [row.source, row.locator].filter((text) => text !== "").join(", "));

/** Cards that every chip rests on. */
const SHARED = {
  devices: DEVICE_CONSTANTS,
  logic: { cells: LOGIC_CELLS, activity: LOGIC_ACTIVITY, adder: ADDER },
  wires: { activity: WIRE_ACTIVITY },
  sram: SRAM,
  digital: DIGITAL_WIDTHS,
  controller: CONTROLLER,
};

const listed = (cards: object): AssumptionResult[] =>
  listAssumptions(cards).map((row) => ({ path: row.path, value: row.value, unit: row.unit, kind: row.kind, source: sourceText(row), low: row.low, high: row.high }));

/** What one chip rests on. */
export function assumptionsOf(spec: ChipSpec): AssumptionResult[] {
  return listed({
    technology: { [spec.technology]: MEMORY_TECHNOLOGIES[spec.technology as MemoryTechnologyName] },
    conventions: { [spec.conventions]: CONVENTIONS[spec.conventions].constants },
    ...SHARED,
  });
}

/** What any chip may rest on: all technologies, nodes and conventions. */
export function allAssumptions(): AssumptionResult[] {
  const conventions = Object.fromEntries(Object.entries(CONVENTIONS).map(([name, card]) => [name, card.constants]));
  return listed({ technology: MEMORY_TECHNOLOGIES, nodes: CMOS_NODES, conventions, ...SHARED });
}
