// The sense-amplifier operations. To add one: write its file and name it in SENSE_OPERATIONS.

import { and } from "./and.js";
import { fullAdd } from "./full-add.js";
import { maj3 } from "./maj3.js";
import { or } from "./or.js";
import { read } from "./read.js";
import type { SenseOperation } from "./sense-operation.js";
import { xor } from "./xor.js";

export const SENSE_OPERATIONS = {
  read,
  and,
  or,
  xor,
  maj3,
  "full-add": fullAdd,
} as const satisfies Record<string, SenseOperation>;

export type SenseOperationName = keyof typeof SENSE_OPERATIONS;

export type { Bit, SenseOperation } from "./sense-operation.js";
export { referenceCount } from "./sense-operation.js";
