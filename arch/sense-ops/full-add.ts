// One bit of an addition in every column: sum is AND3 or (OR3 and not MAJ3), carry is MAJ3, from one sensing of three rows.

import type { SenseOperation } from "./sense-operation.js";

export const fullAdd = {
  name: "full-add",
  rowsActivated: 3,
  outputs: ["sum", "carry"],
  truth: (ones) => [ones === 1 || ones === 3 ? 1 : 0, ones >= 2 ? 1 : 0],
  references: [0, 1, 2],
  extraGates: 3,
} as const satisfies SenseOperation;
