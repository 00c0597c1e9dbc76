// Which numbers vary, and how their values are drawn.
import { resolveChip } from "../../../../arch/chip/presets.js";
import { quantile } from "../../../../experiment/uncertainty/quantile.js";
import { drawSamples, valueAt, variedNumbers, type VariedNumber } from "../../../../experiment/uncertainty/varied-number.js";

const chip = resolveChip({});
const numbers = variedNumbers(chip);
const named = (path: string): VariedNumber => numbers.find((number) => number.path === path)!;

describe("the varied numbers of a chip", () => {
  it("are those with a range: assumptions and doubted citations, no columns over temperature", () => {
    const paths = numbers.map(({ path }) => path);
    expect(paths).toEqual(
      expect.arrayContaining([
        "process.45nm.senseConverter.energyJ", "outputs.activity", "sram.tileRows", "controller.adderBits", "magnetism.attemptTimeS",
      ]),
    );
    expect(paths.filter((path) => path.includes("CurrentNmos"))).toEqual([]);
    expect(numbers.every(({ low, value, high }) => low <= value && value <= high && low < high)).toBe(true);
  });

  it("leave out what the config states", () => {
    const pinned = variedNumbers({ ...chip, assumptions: { "outputs.activity": 0.3 } });
    expect(pinned.map(({ path }) => path)).toEqual(numbers.map(({ path }) => path).filter((path) => path !== "outputs.activity"));
  });

  it("are drawn log-uniformly where the range spans more than a factor of two", () => {
    expect(named("logic.utilisation").distribution).toBe("uniform");
    expect(named("outputs.activity").distribution).toBe("log-uniform");
    expect(named("conventions.pimento.extraReferenceShare")).toMatchObject({ low: 0, distribution: "uniform" });
  });
});

describe("drawing", () => {
  it("reaches from low to high, whole numbers with both ends", () => {
    for (const number of numbers) {
      const inside = [0, 0.3, 0.7, 1 - 2 ** -30].map((share) => valueAt(number, share));
      expect(inside.every((value, i) => value >= number.low && value <= number.high && value >= (inside[i - 1] ?? number.low))).toBe(true);
      if (number.isWhole) expect([inside.every(Number.isInteger), inside[0], inside.at(-1)]).toEqual([true, number.low, number.high]);
    }
  });

  it("follows the closed form of its distribution", () => {
    const samples = drawSamples(numbers, 4000, "1");
    for (const path of ["logic.utilisation", "outputs.activity"]) {
      const number = named(path);
      for (const share of [0.05, 0.5, 0.95]) {
        const drawn = quantile(samples.map((sample) => sample[path]!), share);
        const spread = number.high - number.low;
        // Four standard errors of a quantile of 4000 samples, in shares of the way.
        const error = 4 * Math.sqrt((share * (1 - share)) / 4000);
        expect(drawn).toBeGreaterThan(valueAt(number, Math.max(0, share - error)) - 1e-9 * spread);
        expect(drawn).toBeLessThan(valueAt(number, Math.min(1, share + error)) + 1e-9 * spread);
      }
    }
  });

  it("continues with more samples, and leaves the others alone when a number goes", () => {
    expect(drawSamples(numbers, 5, "1").slice(0, 3)).toEqual(drawSamples(numbers, 3, "1"));
    expect(drawSamples(numbers.slice(1), 3, "1").map((sample) => sample["outputs.activity"])).toEqual(
      drawSamples(numbers, 3, "1").map((sample) => sample["outputs.activity"]),
    );
    expect(drawSamples(numbers, 3, "2")).not.toEqual(drawSamples(numbers, 3, "1"));
  });
});

describe("a quantile", () => {
  it("is linear between the samples in order", () => {
    expect([0, 0.25, 0.5, 1].map((share) => quantile([4, 1, 2, 3, 5], share))).toEqual([1, 2, 3, 5]);
    expect(quantile([10, 20], 0.05)).toBeCloseTo(10.5, 12);
    expect(() => quantile([], 0.5)).toThrow(RangeError);
  });
});
