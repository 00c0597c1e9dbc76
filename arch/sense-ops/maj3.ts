// Majority of three rows, the carry of an addition: one reference in the middle.

import type { SenseOperation } from "./sense-operation.js";

export const maj3 = {
  name: "maj3",
  rowsActivated: 3,
  outputs: ["value"],
  truth: (ones) => [ones >= 2 ? 1 : 0],
  references: [1],
  extraGates: 0,
} as const satisfies SenseOperation;
