import fc from "fast-check";
import { formatQuantity, quantity } from "../../../sim/quantity.js";

const units = ["s", "J", "W", "m", "m^2", "V", "A", "ohm", "F", "Hz", "K", "bit", "J/bit", "A/m^2", "ohm m^2", "1", "%"];

describe("quantity", () => {
  it("reads back what it printed, to the digits printed", () => {
    const values = fc
      .tuple(fc.double({ min: -10, max: 10, noNaN: true }), fc.integer({ min: -20, max: 15 }))
      .map(([mantissa, exponent]) => Number(`${mantissa.toFixed(14)}e${exponent}`));
    fc.assert(
      fc.property(values, fc.constantFrom(...units), fc.integer({ min: 1, max: 15 }), (value, unit, digits) => {
        expect(quantity(formatQuantity(value, unit, digits), unit)).toBe(Number(value.toPrecision(digits)) + 0);
      }),
      { numRuns: 1500 },
    );
  });

  it("either gives a finite number or a ConfigError, whatever the text", () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.stringMatching(/^[0-9.eE+-]{1,6} ?[a-zA-Z^*/() 0-9.-]{0,8}$/)),
        fc.constantFrom(...units),
        (text, unit) => {
          try {
            expect(Number.isFinite(quantity(text, unit))).toBe(true);
          } catch (error) {
            expect(error).toHaveProperty("code", "CONFIG");
          }
        },
      ),
      { numRuns: 1000 },
    );
  });
});
