// AND of two rows: the reference lies below the level of two ones.

import type { SenseOperation } from "./sense-operation.js";

export const and = {
  name: "and",
  rowsActivated: 2,
  outputs: ["value"],
  truth: (ones) => [ones === 2 ? 1 : 0],
  references: [1],
  extraGates: 0,
} as const satisfies SenseOperation;
