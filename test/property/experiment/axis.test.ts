// Axes of sweeps: a range stays between its ends, in order, evenly stepped; what was listed comes back; nonsense is refused.

import fc from "fast-check";
import { axisPoints, parseAxis } from "../../../experiment/config/axis.js";
import { isConfigError } from "../../../sim/errors.js";

const decimal = fc.tuple(fc.integer({ min: -100_000, max: 100_000 }), fc.constantFrom(1, 2, 4, 10, 100)).map(([n, d]) => n / d);
const positive = fc.tuple(fc.integer({ min: 1, max: 100_000 }), fc.constantFrom(1, 2, 4, 10, 100)).map(([n, d]) => n / d);
const unit = fc.constantFrom("", " ns", " K", " F^2", "nm");
const numberOf = (value: string): number => Number.parseFloat(value);

function isRefused(text: string): boolean {
  try {
    parseAxis(text);
    return false;
  } catch (error) {
    if (!isConfigError(error)) throw error;
    return error.problems.every((problem) => problem.message.length > 0 && problem.allowed !== undefined);
  }
}

describe("an axis", () => {
  it("of steps starts at its start, never passes its end, and reaches within one step of it", () => {
    fc.assert(
      fc.property(
        decimal,
        positive,
        fc.integer({ min: 0, max: 500 }),
        fc.double({ min: 0, max: 0.9, noNaN: true }),
        unit,
        (from, step, count, rest, suffix) => {
          const to = Number((from + step * (count + rest)).toFixed(6));
          const values = parseAxis(`run.x=${from}${suffix}..${to}${suffix}+${step}${suffix}`).values.map(numberOf);
          expect(values[0]).toBe(Number(from.toPrecision(12)));
          expect(values.length).toBeGreaterThanOrEqual(count);
          expect(values.length).toBeLessThanOrEqual(count + 1);
          expect(values.at(-1)!).toBeLessThanOrEqual(to + Math.abs(step) * 1e-6 + 1e-9);
          values.slice(1).forEach((value, index) => expect(value - values[index]!).toBeCloseTo(step, 4));
        },
      ),
    );
  });

  it("of factors multiplies, upwards and downwards", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1000 }),
        fc.integer({ min: 2, max: 10 }),
        fc.integer({ min: 0, max: 8 }),
        (from, factor, count) => {
          const to = from * factor ** count;
          const up = parseAxis(`a.b=${from}..${to}*${factor}`).values;
          expect(up.map(Number)).toEqual(Array.from({ length: count + 1 }, (_, index) => Number((from * factor ** index).toPrecision(12))));
          if (count > 0) expect(parseAxis(`a.b=${to}..${from}*${1 / factor}`).values.length).toBe(count + 1);
        },
      ),
    );
  });

  it("of listed values gives them back, whatever stands in brackets or quotes", () => {
    const value = fc.constantFrom("1", "45 nm", "HP", "[1, 0.5]", "{ name: a, channels: [1, 2] }", '"a, b"', "../x/y.ckpt", "null", "none");
    fc.assert(fc.property(fc.array(value, { minLength: 1, maxLength: 6 }), (values) => {
      expect(parseAxis(`network.subnets=${values.join(",")}`).values).toEqual(values);
    }));
  });

  it("is refused with what is allowed, or has only finite values", () => {
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom(..."0123456789.*+-,=eabKn m[]"), maxLength: 24 }), (text) => {
      if (isRefused(text)) return;
      const { path, values } = parseAxis(text);
      expect(path).not.toBe("");
      expect(values.length).toBeGreaterThan(0);
      expect(values.every((value) => value !== "" && !/NaN|Infinity/.test(value))).toBe(true);
    }), { numRuns: 500 });
  });

  it.each([
    "chip.array.rows", "=1,2", "a=", "a=1,,2", "a=1..10", "a=1..10*1", "a=1..10*-2", "a=0..10*2", "a=10..1+1", "a=1..10+0",
    "a=1 ns..10 pJ+1 ns", "a=1..8*2 ns", "a=0..1000000+1",
  ])("%s is refused", (text) => {
    expect(isRefused(text)).toBe(true);
  });

  it("combines with others, the last fastest", () => {
    expect(axisPoints([parseAxis("a=1,2"), parseAxis("b=x,y")])).toEqual([["1", "x"], ["1", "y"], ["2", "x"], ["2", "y"]]);
  });
});
