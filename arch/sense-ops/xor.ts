// XOR of two rows: OR and not AND, so two references and one joining gate (an AND with one input inverted).

import type { SenseOperation } from "./sense-operation.js";

export const xor = {
  name: "xor",
  rowsActivated: 2,
  outputs: ["value"],
  truth: (ones) => [ones === 1 ? 1 : 0],
  references: [0, 1],
  extraGates: 1.5,
} as const satisfies SenseOperation;
