import { addPs, asTimePs, nextEdgePs, psToS, timesPs, toPs } from "../../../sim/time.js";

describe("engine time", () => {
  it("rounds seconds to the nearest picosecond: 1 ns is 1000 ps", () => {
    for (let tenths = 1; tenths <= 10_000; tenths++) expect(toPs(tenths * 1e-10)).toBe(tenths * 100);
    expect(toPs(0)).toBe(0);
  });

  it("refuses what the engine cannot hold", () => {
    for (const bad of [-1e-9, NaN, Infinity, 1e5]) expect(() => toPs(bad, "readLatency")).toThrow(/readLatency/);
    expect(() => toPs(1e-13, "readLatency")).toThrow(/shorter than the picosecond/);
    expect(() => asTimePs(1.5)).toThrow(/whole number of picoseconds/);
    expect(() => addPs(asTimePs(Number.MAX_SAFE_INTEGER), asTimePs(1))).toThrow(/2\^53/);
    expect(() => timesPs(asTimePs(3), 0.5)).toThrow(/whole number/);
  });

  it("adds, repeats, and converts back", () => {
    expect(addPs(asTimePs(2), asTimePs(3))).toBe(5);
    expect(timesPs(asTimePs(7), 6)).toBe(42);
    expect(psToS(2500)).toBe(2.5e-9);
  });

  it("finds the next clock edge", () => {
    const period = asTimePs(1000);
    expect(nextEdgePs(asTimePs(0), period)).toBe(0);
    expect(nextEdgePs(asTimePs(1), period)).toBe(1000);
    expect(nextEdgePs(asTimePs(1000), period)).toBe(1000);
  });
});
