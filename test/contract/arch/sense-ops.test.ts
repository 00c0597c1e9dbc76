// Every registered sense operation: a truth function of the count of ones, and a reference in each gap where it changes.

import { SENSE_OPERATIONS, referenceCount } from "../../../arch/sense-ops/index.js";
import type { SenseOperation } from "../../../arch/sense-ops/index.js";

const operations: [string, SenseOperation][] = Object.entries(SENSE_OPERATIONS);

describe.each(operations)("sense operation %s", (name, operation) => {
  const counts = Array.from({ length: operation.rowsActivated + 1 }, (_, ones) => ones);

  it("is registered under its own name", () => {
    expect(operation.name).toBe(name);
  });

  it("gives one bit per named output for every count", () => {
    for (const ones of counts) {
      const bits = operation.truth(ones);
      expect(bits).toHaveLength(operation.outputs.length);
      expect(bits.every((bit) => bit === 0 || bit === 1)).toBe(true);
    }
  });

  it("places a reference in every gap where an output changes, and nowhere else", () => {
    const gaps = counts.slice(1).map((ones) => ones - 1)
      .filter((gap) => String(operation.truth(gap)) !== String(operation.truth(gap + 1)));
    expect(operation.references).toEqual(gaps);
    expect(referenceCount(operation)).toBeGreaterThan(0);
  });

  it("gives both values of its first output for some count", () => {
    const values = new Set(counts.map((ones) => operation.truth(ones)[0]));
    expect(values).toEqual(new Set([0, 1]));
  });

  it("needs logic only to join several references", () => {
    expect(operation.extraGates).toBeGreaterThanOrEqual(0);
    expect(operation.extraGates > 0).toBe(referenceCount(operation) > 1);
  });
});
