import { assume, cite, fit, listAssumptions, plain } from "../../../../arch/provenance/index.js";
import { isConfigError } from "../../../../sim/errors.js";

function problemOf(make: () => unknown): string {
  try {
    make();
  } catch (error) {
    if (isConfigError(error)) return error.message;
    throw error;
  }
  return "none";
}

describe("provenance", () => {
  it("reads a citation into SI and keeps its text, source and place", () => {
    expect(cite("3 ns", "nvsim-2018", "Table II")).toMatchObject({
      value: 3e-9, unit: "s", text: "3 ns", kind: "cited", source: "nvsim-2018", locator: "Table II", low: 3e-9, high: 3e-9,
    });
  });

  it("reads feature sizes, percent and plain numbers", () => {
    expect(cite("69 F^2", "nvsim-2018", "x")).toMatchObject({ value: 69, unit: "F^2" });
    expect(cite("4.5 F", "nvsim-2018", "x")).toMatchObject({ value: 4.5, unit: "F" });
    expect(cite("171.2 %", "nvsim-2018", "x")).toMatchObject({ value: 1.712, unit: "1" });
    expect(cite("0.3", "nvsim-2018", "x")).toMatchObject({ value: 0.3, unit: "1" });
  });

  it("reads compound units", () => {
    expect(cite("10.58 ohm um^2", "nvsim-2018", "x").value).toBeCloseTo(10.58e-12, 20);
    expect(cite("200 uohm cm", "nvsim-2018", "x").value).toBeCloseTo(2e-6, 12);
  });

  it("gives an assumption its range and no source", () => {
    expect(assume("1 ns", { low: "0.3 ns", high: "10 ns" }, "why")).toMatchObject({
      kind: "assumed", source: null, low: 0.3e-9, high: 1e-8, reason: "why",
    });
  });

  it("names what a fit was made to", () => {
    expect(fit("0.7", "macro of 2020", "delay")).toMatchObject({ kind: "fitted", locator: "macro of 2020" });
  });

  it("refuses an assumption outside its range, of another dimension, or without a known unit", () => {
    expect(problemOf(() => assume("1 ns", { low: "2 ns", high: "3 ns" }, "why"))).toContain("range");
    expect(problemOf(() => assume("1 ns", { low: "0.5 V", high: "3 V" }, "why"))).toContain("dimension");
    expect(problemOf(() => cite("3 furlongs", "nvsim-2018", "x"))).toContain("furlongs");
    expect(problemOf(() => cite("constructor", "nvsim-2018", "x"))).toContain("constructor");
  });

  it("lists every sourced number of a card by its path, and strips them for arithmetic", () => {
    const card = { a: { pulseS: cite("1 ns", "nvsim-2018", "x") }, name: "n", b: assume("2", { low: "1", high: "3" }, "r") };
    expect(
      listAssumptions(card, "card").map(({ path, kind }) => [path, kind]),
    ).toEqual([["card.a.pulseS", "cited"], ["card.b", "assumed"]]);
    expect(plain(card)).toEqual({ a: { pulseS: 1e-9 }, name: "n", b: 2 });
  });
});
