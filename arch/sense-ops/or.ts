// OR of two rows: the reference lies above the level of no ones.

import type { SenseOperation } from "./sense-operation.js";

export const or = {
  name: "or",
  rowsActivated: 2,
  outputs: ["value"],
  truth: (ones) => [ones >= 1 ? 1 : 0],
  references: [0],
  extraGates: 0,
} as const satisfies SenseOperation;
