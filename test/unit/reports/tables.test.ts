// Tables of a run: what they add up to, and how they are written.
import { timeTableAbove } from "../../../reports/tables/time.js";
import { energyByCategory, energyCategory } from "../../../reports/energy-categories.js";
import { tableLatex } from "../../../reports/formats/latex.js";
import { runSummary } from "../../../reports/node/run-summary.js";
import type { Table } from "../../../reports/table.js";
import { fixtureResult } from "../../fixtures/run-result.js";

const result = fixtureResult();
describe("where the energy goes", () => {
  it("adds up to the energy of each subnet", () => {
    for (const subnet of result.subnets) {
      const total = Object.values(energyByCategory(subnet)).reduce((sum, energyJ) => sum + energyJ, 0);
      expect(total / subnet.energyJ).toBeCloseTo(1, 12);
    }
  });

  it.each([
    ["sub-array", "and.activate", "sensing"], ["sub-array", "and.sense-1", "sensing"], ["sub-array", "write.set", "activation writes"],
    ["sub-array", "write.activate", "activation writes"], ["sub-array", "count", "count, accumulate"], ["sub-array", "accumulate", "count, accumulate"],
    ["sub-array", "output", "interconnect"], ["interconnect", "bit.hop", "interconnect"], ["global-buffer", "write", "buffers"], ["digital", "scale", "digital units"],
    ["controller", "issue", "control"], ["sub-array", "leak", "leakage"], ["chip", "leak", "leakage"], ["something", "new", "other"],
  ])("puts %s / %s under %s", (unit, action, category) => {
    expect(energyCategory({ unit, action, tag: "", count: 1, unitEnergyJ: 1 })).toBe(category);
  });
});

describe("where the time goes", () => {
  it("adds small kinds up as other", () => {
    const rows = timeTableAbove(result, 0.15).rows;
    expect(rows.map((row) => row[0])).toEqual(["compute", "write", "other"]);
    expect(rows.reduce((sum, row) => sum + (row[2] as number), 0)).toBeCloseTo(1, 12);
  });
});

describe("the summary of a run", () => {
  it("gives every subnet a column with its accuracy, latency and energy", () => {
    const text = runSummary(result);
    for (const { name } of result.subnets) expect(text).toContain(name);
    expect(text).toContain("84.4 %");
    expect(text).toMatch(/latency .*9\.6 ms/);
  });

  it("shows a dash where a run has no images", () => {
    expect(runSummary(fixtureResult(false))).toMatch(/accuracy +│ +- │/);
  });
});

describe("LaTeX", () => {
  it("escapes what TeX would read as a command", () => {
    const table: Table = { name: "t", title: "t", columns: [{ key: "a", title: "100 % of a_b", unit: null }], rows: [["x & y \\ {µ}"]] };
    expect(tableLatex(table)).toContain("100~\\% of a\\_b");
    expect(tableLatex(table)).toContain("x \\& y \\textbackslash{} \\{$\\mu$\\}");
  });
});
