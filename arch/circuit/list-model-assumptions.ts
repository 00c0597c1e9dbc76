// Every sourced number behind an estimate: technology card, process, conventions, logic, wires and buffers.

import { CMOS_NODES, DEFAULT_PROCESS, DEVICE_CONSTANTS, listAssumptions } from "../technology/index.js";
import type { AssumptionRow, MemoryTechnology, Roadmap } from "../technology/index.js";
import { CONVENTIONS } from "./conventions/index.js";
import type { ConventionsName } from "./conventions/index.js";
import { LOGIC_ACTIVITY, LOGIC_CELLS } from "./logic-cells.js";
import { WIRE_ACTIVITY } from "./repeated-wire.js";
import { ADDER } from "./shift-accumulator.js";
import { SRAM } from "./sram-buffer.js";

export interface ModelChoice {
  readonly technology: MemoryTechnology;
  readonly featureSizeM: number;
  readonly roadmap: Roadmap;
  readonly conventions: ConventionsName;
}

/** Rows of one configuration; paths start with the card's kind. Between two nodes both are listed. */
export function listModelAssumptions(choice: ModelChoice): AssumptionRow[] {
  return [
    ...listAssumptions(choice.technology, `technology.${choice.technology.name}`),
    ...processRows(choice),
    ...listAssumptions(DEVICE_CONSTANTS, "process.constants"),
    ...listAssumptions({ temperatureK: DEFAULT_PROCESS.temperatureK }, "process.default"),
    ...listAssumptions(CONVENTIONS[choice.conventions].constants, `conventions.${choice.conventions}`),
    ...listAssumptions({ cells: LOGIC_CELLS, ...LOGIC_ACTIVITY, adder: ADDER }, "logic"),
    ...listAssumptions({ activity: WIRE_ACTIVITY }, "wires"),
    ...listAssumptions(SRAM, "sram"),
  ];
}

function processRows({ featureSizeM, roadmap }: ModelChoice): AssumptionRow[] {
  const nodes = Object.entries(CMOS_NODES);
  const sizes = nodes.map(([, node]) => node.featureSizeM);
  const below = Math.max(...sizes.filter((size) => size <= featureSizeM * 1.001));
  const above = Math.min(...sizes.filter((size) => size >= featureSizeM * 0.999));
  return nodes
    .filter(([, { featureSizeM: size }]) => size === below || size === above)
    .flatMap(([name, node]) => [
      ...listAssumptions(node.roadmaps[roadmap], `process.${name}.${roadmap}`),
      ...listAssumptions({ wires: node.wires, senseConverter: node.senseConverter }, `process.${name}`),
    ]);
}
