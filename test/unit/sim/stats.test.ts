import { Counter, Histogram, TimeWeighted } from "../../../sim/stats.js";
import { asTimePs } from "../../../sim/time.js";

const ps = asTimePs;

describe("Counter", () => {
  it("counts whole things and carries its unit", () => {
    const counter = new Counter("bank.reads", "reads");
    counter.add();
    counter.add(4);
    expect(counter.rows()).toEqual([{ name: "bank.reads", unit: "reads", value: 5 }]);
    for (const bad of [-1, 0.5, NaN]) expect(() => counter.add(bad)).toThrow(/bank\.reads: cannot count/);
  });
});

describe("TimeWeighted", () => {
  it("weighs each level by how long it lasted", () => {
    const level = new TimeWeighted("queue", "requests");
    expect(level.mean(ps(0))).toBe(0);
    level.set(ps(10), 4);
    level.set(ps(20), 1);
    expect(level.mean(ps(40))).toBe((4 * 10 + 1 * 20) / 40);
    expect(level.rows(ps(40)).map((row) => row.value)).toEqual([1.5, 4]);
    expect(() => level.set(ps(5), 1)).toThrow(/queue/);
    expect(() => level.set(ps(50), NaN)).toThrow(/queue/);
  });
});

describe("Histogram", () => {
  it("counts values between its edges, the rest below and above", () => {
    const histogram = new Histogram("wait", "s", [0, 1, 10, 100]);
    for (const value of [-1, 0, 0.5, 1, 9.99, 10, 99, 100, 1e6]) histogram.add(value);
    expect([histogram.below, histogram.counts, histogram.above, histogram.total]).toEqual([1, [2, 2, 2], 2, 9]);
    expect(histogram.rows()[2]).toEqual({ name: "wait[0, 1) s", unit: "count", value: 2 });
    expect(histogram.mean).toBeCloseTo(1000219.49 / 9, 6);
  });

  it("refuses edges that do not ascend, and NaN", () => {
    expect(() => new Histogram("h", "s", [1])).toThrow(/h\.edges/);
    expect(() => new Histogram("h", "s", [1, 1])).toThrow(/ascending/);
    expect(() => new Histogram("h", "s", [0, 1]).add(NaN)).toThrow(/cannot hold/);
    expect(new Histogram("h", "s", [0, 1]).mean).toBe(0);
  });
});
