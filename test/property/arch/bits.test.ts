// The packed kernels against the one-bit-at-a-time definition, and the definition against plain integer products.
import fc from "fast-check";
import { BitMemory } from "../../../arch/bits/bit-memory.js";
import { fromPlanes, planeDot, toPlanes } from "../../fixtures/plain-planes.js";

const bits = fc.integer({ min: 1, max: 16 });
const shape = fc.record({
  columns: fc.integer({ min: 1, max: 1100 }),
  inputBits: bits,
  weightBits: bits,
  channels: fc.integer({ min: 1, max: 4 }),
  inputSigned: fc.boolean(),
  weightSigned: fc.boolean(),
  seed: fc.nat(),
});

/** Small deterministic generator, so that shrinking stays about the shape. */
function draws(seed: number): (bits: number, signed: boolean) => number {
  let state = seed >>> 0;
  return (width, signed) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    const code = (state >>> 7) % 2 ** width;
    return signed && code >= 2 ** (width - 1) ? code - 2 ** width : code;
  };
}

describe("bit planes", () => {
  it("round-trip through planes", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -32768, max: 32767 })), (values) => {
        expect(fromPlanes(toPlanes(values, 16), true)).toEqual(values);
      }),
    );
  });

  it("sums of ANDed planes are integer dot products, in the definition and in the kernel, and ones are counted", () => {
    fc.assert(
      fc.property(shape, (s) => {
        const draw = draws(s.seed);
        const memory = new BitMemory({ rows: 16 + 16 * s.channels, columns: s.columns }, 2);
        const pack = (row: number, width: number, values: readonly number[]): number => {
          values.forEach((value, e) => (memory.values[e] = value));
          return memory.packPlanes(1, row, width, s.columns);
        };
        const inputs = Array.from({ length: s.columns }, () => draw(s.inputBits, s.inputSigned));
        const weights = Array.from({ length: s.channels }, () => inputs.map(() => draw(s.weightBits, s.weightSigned)));
        const inputPlanes = toPlanes(inputs, s.inputBits);
        expect(pack(0, s.inputBits, inputs)).toBe(inputPlanes.flat().reduce((a, b) => a + b, 0));
        weights.forEach((row, c) => pack(16 + c * s.weightBits, s.weightBits, row));
        const { sums, ones } = memory.andAccumulate(1, { ...s, weightRow: 16, inputRow: 0 });
        const expectedOnes = weights.reduce((total, row) => {
          const planes = toPlanes(row, s.weightBits);
          return total + inputPlanes.reduce((t, a) => t + planes.reduce((u, b) => u + a.reduce((k, bit, e) => k + (bit & b[e]!), 0), 0), 0);
        }, 0);
        expect(ones).toBe(expectedOnes);
        weights.forEach((row, c) => {
          const dot = row.reduce((sum, w, e) => sum + w * inputs[e]!, 0);
          expect(planeDot(inputPlanes, toPlanes(row, s.weightBits), s.inputSigned, s.weightSigned)).toBe(dot);
          expect(sums[c]).toBe(dot);
        });
      }),
      { numRuns: 60 },
    );
  });
});
