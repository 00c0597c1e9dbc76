// Memory read: one row, one reference between the two states of the cell.

import type { SenseOperation } from "./sense-operation.js";

export const read = {
  name: "read",
  rowsActivated: 1,
  outputs: ["value"],
  truth: (ones) => [ones === 1 ? 1 : 0],
  references: [0],
  extraGates: 0,
} as const satisfies SenseOperation;
