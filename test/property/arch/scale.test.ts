// The digital unit's exact arithmetic against BigInt, for sums and multipliers of any width it accepts.
import fc from "fast-check";
import { postProcess, roundShift, scaleSum } from "../../../arch/digital/scale.js";
import type { ScaleTable } from "../../../arch/isa/program.js";

const big = (value: bigint, shift: number): bigint => (shift === 0 ? value : (value + (1n << BigInt(shift - 1))) >> BigInt(shift));

describe("scale and shift", () => {
  it("rounds half up like BigInt does", () => {
    fc.assert(
      fc.property(fc.integer({ min: -(2 ** 30), max: 2 ** 30 }), fc.integer({ min: 0, max: 30 }), (value, shift) => {
        expect(BigInt(roundShift(value, shift))).toBe(big(BigInt(value), shift));
      }),
    );
  });

  it("multiplies wide sums exactly, or says that the shift is too small", () => {
    const sum = fc.bigInt({ min: -(2n ** 49n), max: 2n ** 49n });
    fc.assert(
      fc.property(sum, fc.integer({ min: -(2 ** 24), max: 2 ** 24 }), fc.integer({ min: 24, max: 48 }), (value, multiplier, shift) => {
        expect(BigInt(scaleSum(Number(value), multiplier, shift))).toBe(big(value * BigInt(multiplier), shift));
      }),
    );
    expect(() => scaleSum(2 ** 45, 2 ** 20, 8)).toThrow("needs a shift of at least 24 bits");
  });

  it("adds offset, bias and residual, then clamps", () => {
    const table: ScaleTable = {
      id: "t", offsets: [-10], multipliers: [3], biases: [
        512,
      ], shift: 1, fractionBits: 8, residualMultiplier: 128, residualShift: 0, min: 0, max: 255, entryBits: 32,
    };
    // (100 - 10) * 3 = 270, / 2 = 135; + 512 + 5 * 128 = 1287; / 256 = 5.03
    expect(postProcess(table, 0, 100, 5)).toBe(5);
    expect(postProcess(table, 0, -100000, 0)).toBe(0);
    expect(postProcess(table, 0, 1000000, 0)).toBe(255);
  });
});
