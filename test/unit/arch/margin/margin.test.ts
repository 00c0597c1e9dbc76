// Sense margins in their limits: no variation, one varying cell by hand, references that balance, which level is fragile.
import {
  crossing, misreadings, operationMargin, placeReference, readPoint, resolveVariation, sampleLevel, senseLevels, yieldAgainstRows,
  type VariationSpec,
} from "../../../../arch/margin/index.js";
import { normalTail } from "../../../../arch/device/index.js";
import { SENSE_OPERATIONS } from "../../../../arch/sense-ops/index.js";
import { MEMORY_TECHNOLOGIES, cmosProcess } from "../../../../arch/technology/index.js";
import { randomStream } from "../../../../sim/random.js";

const sot = MEMORY_TECHNOLOGIES["sot-mram"];
const point = readPoint(sot, cmosProcess({ featureSizeM: 45e-9, roadmap: "LOP" }));
const variation = (change: Partial<VariationSpec> = {}): VariationSpec => ({ ...resolveVariation({}, sot), samples: 500, ...change });
const still = { sigmaResistanceArea: 0, sigmaTunnelMagnetoresistance: 0, senseAmpOffsetV: 0 };

describe("the read point", () => {
  it("has the access device in series, which cuts the visible ratio", () => {
    expect(point.junction.accessOhm).toBeGreaterThan(8500);
    expect(point.junction.accessOhm).toBeLessThan(9300);
    expect(point.junction.visibleRatio).toBeLessThan(0.66);
    expect(point.junction.visibleRatio).toBeGreaterThan(0.5);
  });
});

describe("levels", () => {
  it("are equally spaced in current, and fall with ones of high resistance", () => {
    const { levels, sensing } = senseLevels(3, point, variation(still));
    const currents = levels.map((level) => sensing.sensedAt(level.nominalS));
    const steps = currents.slice(1).map((current, i) => current - currents[i]!);
    for (const step of steps) expect(step).toBeCloseTo(steps[0]!, 15);
    expect(steps[0]).toBeLessThan(0);
  });

  it("never put more than the read voltage on the bitline when sensed by voltage", () => {
    const { levels, sensing } = senseLevels(3, point, variation({ senseMode: "voltage" }));
    expect(Math.max(...levels.map((level) => sensing.sensedAt(level.nominalS)))).toBeCloseTo(0.25, 12);
  });

  it("have the moments of their samples", () => {
    const { levels } = senseLevels(2, point, variation({ sigmaResistanceArea: 0.1, senseMode: "voltage" }));
    for (const level of levels) {
      const samples = sampleLevel(level, 20_000, randomStream("moments"));
      const mean = samples.reduce((sum, each) => sum + each, 0) / samples.length;
      const sigma = Math.sqrt(samples.reduce((sum, each) => sum + (each - mean) ** 2, 0) / samples.length);
      expect(level.moments().mean / mean).toBeCloseTo(1, 2);
      expect(Math.abs(level.moments().sigma / sigma - 1)).toBeLessThan(0.03);
    }
  });
});

describe("a crossing", () => {
  it("never happens without variation, nor does any error", () => {
    for (const operation of Object.values(SENSE_OPERATIONS)) {
      const margin = operationMargin(operation, point, variation(still), "1");
      expect(margin.errorRate).toBe(0);
      expect(margin.fragile).toBeNull();
    }
  });

  it("is the exact normal tail for an offset alone, and for one cell varying normally", () => {
    const byOffset = senseLevels(1, point, variation({ ...still, senseAmpOffsetV: 0.02 }));
    const referenceS = placeReference(byOffset, 0, "midpoint");
    const nominalS = byOffset.levels[0]!.nominalS;
    expect(crossing(byOffset, 0, 0, referenceS) / normalTail(((nominalS / referenceS - 1) * 0.25) / 0.02)).toBeCloseTo(1, 10);

    const byArea = senseLevels(1, point, variation({ ...still, sigmaResistanceArea: 0.1, distribution: "normal" }));
    const { accessOhm, parallelOhm } = point.junction;
    const z = ((1 / referenceS - accessOhm) / parallelOhm - 1) / 0.1;
    expect(crossing(byArea, 0, 0, referenceS) / normalTail(z)).toBeCloseTo(1, 10);
  });

  it("is likelier with more variation of any kind", () => {
    const at = (change: Partial<VariationSpec>): number => {
      const levels = senseLevels(2, point, variation(change));
      return crossing(levels, 1, 1, placeReference(levels, 1, "midpoint"));
    };
    expect(at({ sigmaResistanceArea: 0.08 })).toBeGreaterThan(at({}));
    expect(at({ sigmaTunnelMagnetoresistance: 0.1 })).toBeGreaterThan(at({}));
    expect(at({ senseAmpOffsetV: 0.01 })).toBeGreaterThan(at({}));
  });
});

describe("an equal-error reference", () => {
  it("balances its neighbours, and its worse side errs less than the midpoint's", () => {
    const levels = senseLevels(2, point, variation());
    const [middleS, equalS] = [placeReference(levels, 0, "midpoint"), placeReference(levels, 0, "equal-error")];
    const sides = (referenceS: number): number[] => [crossing(levels, 0, 0, referenceS), crossing(levels, 1, 0, referenceS)];
    expect(sides(equalS)[0]! / sides(equalS)[1]!).toBeCloseTo(1, 6);
    expect(Math.max(...sides(equalS))).toBeLessThan(Math.max(...sides(middleS)));
  });
});

describe("misreadings", () => {
  it("of XOR at one 1 may go either way, and past both references they are right again", () => {
    const { xor } = SENSE_OPERATIONS;
    expect(misreadings(xor, 1, [0.1, 0.2])).toEqual([{ flips: 1, probability: 0.1 }, { flips: 1, probability: 0.2 }]);
    expect(misreadings(xor, 0, [0.1, 0.02])).toEqual([{ flips: 1, probability: 0.1 - 0.02 }]);
  });

  it("of a full adder flip sum, carry or both", () => {
    const wrong = misreadings(SENSE_OPERATIONS["full-add"], 1, [0.1, 0.2, 0.05]);
    expect(wrong.map(({ flips }) => flips)).toEqual([0b01, 0b11, 0b10]);
    expect(wrong.map(({ probability }) => probability).reduce((a, b) => a + b)).toBeCloseTo(0.3, 12);
  });
});

describe("the fragile level", () => {
  it("of three-row sensing is at the low-resistance end, for either polarity", () => {
    const fragile = (polarity: VariationSpec["polarity"]) =>
      operationMargin(SENSE_OPERATIONS["full-add"], point, variation({ polarity }), "1").fragile!.ones;
    expect(fragile("high-resistance")).toBeLessThan(2);
    expect(fragile("low-resistance")).toBeGreaterThan(1);
  });

  it("moves the error of AND to OR when the polarity turns", () => {
    const rate = (name: "and" | "or", polarity: VariationSpec["polarity"]) =>
      operationMargin(SENSE_OPERATIONS[name], point, variation({ polarity }), "1").errorRate;
    expect(rate("and", "high-resistance")).toBeLessThan(rate("or", "high-resistance"));
    expect(rate("and", "low-resistance")).toBeCloseTo(rate("or", "high-resistance"), 12);
  });
});

describe("yield against rows", () => {
  it("falls with every row opened", () => {
    const rows = yieldAgainstRows(6, 512, point, variation());
    for (const [i, { gates }] of rows.entries()) {
      if (i === 0) continue;
      gates.forEach((gate, g) => expect(gate.crossing).toBeGreaterThan(rows[i - 1]!.gates[g]!.crossing));
    }
    expect(rows[0]!.gates[0]!.crossing).toBe(rows[0]!.gates[1]!.crossing);
  });
});
