// The registered operations against naive definitions on the stored bits.

import { SENSE_OPERATIONS } from "../../../../arch/sense-ops/index.js";

/** Written down again for the shipped operations; the contract suite covers whatever is registered. */
const NAIVE = {
  read: ([a]) => [a!],
  and: ([a, b]) => [a! & b!],
  or: ([a, b]) => [a! | b!],
  xor: ([a, b]) => [a! ^ b!],
  maj3: ([a, b, c]) => [(a! & b!) | (b! & c!) | (a! & c!)],
  "full-add": ([a, b, c]) => [(a! + b! + c!) & 1, (a! + b! + c!) >> 1],
} satisfies Partial<Record<keyof typeof SENSE_OPERATIONS, (bits: number[]) => number[]>>;

describe("sense operations", () => {
  it.each(Object.keys(NAIVE) as (keyof typeof NAIVE)[])("%s agrees with its definition on every combination of stored bits", (name) => {
    const { rowsActivated, truth } = SENSE_OPERATIONS[name];
    for (let word = 0; word < 2 ** rowsActivated; word++) {
      const bits = Array.from({ length: rowsActivated }, (_, i) => (word >> i) & 1);
      const ones = bits.reduce((sum, bit) => sum + bit, 0);
      expect([...truth(ones)]).toEqual(NAIVE[name](bits));
    }
  });
});
