// Tables of a run: what they add up to, and how they are written.
import type { RunResult } from "../../../experiment/run/result.js";
import { timeTableAbove } from "../../../reports/run/tables/time.js";
import { energyByCategory, energyCategory, ENERGY_CATEGORIES } from "../../../reports/run/energy-categories.js";
import { energyTable } from "../../../reports/run/tables/energy.js";
import { ledgerTable } from "../../../reports/run/tables/ledger.js";
import { runsOf } from "../../../reports/schedule/tables.js";
import { unusedColumnShare } from "../../../reports/run/unused-columns.js";
import { tableLatex } from "../../../reports/formats/latex.js";
import { tableText } from "../../../reports/node/table-text.js";
import { runReport } from "../../../reports/run/index.js";
import type { Table } from "../../../reports/formats/table.js";
import { fixtureResult } from "../../fixtures/run-result.js";

const result = fixtureResult();
const summaryText = (of: RunResult): string => runReport.summary(of).tables.map((table) => tableText(table)).join("\n\n");

describe("where the energy goes", () => {
  it("adds up to the energy of each subnet", () => {
    for (const subnet of result.subnets) {
      const total = Object.values(energyByCategory(subnet, result.chip)).reduce((sum, energyJ) => sum + energyJ, 0);
      expect(total / subnet.energyJ).toBeCloseTo(1, 12);
    }
  });

  it("puts what a part says under its category, leakage apart, and what no part knows under other", () => {
    const categoryOf = (unit: string, action: string): string => energyCategory({ unit, action }, result.chip.parts);
    expect(categoryOf("sub-array", "write.set")).toBe("activation writes");
    expect([categoryOf("sub-array", "leak"), categoryOf("chip", "leak")]).toEqual(["leakage", "leakage"]);
    const unknown = [categoryOf("something", "new"), categoryOf("sub-array", "new"), categoryOf("sub-array-array", "write.set")];
    expect(unknown).toEqual(["other", "other", "other"]);
  });
});

describe("sensing on unused columns", () => {
  it("is the share of sensed bits that no MAC asks for", () => {
    for (const subnet of result.subnets) expect(unusedColumnShare(subnet)).toBeCloseTo(1 - 64 / 80, 3);
  });

  it("stands under sensing and in no sum", () => {
    const rows = energyTable(result).rows;
    const [sensing, unused] = rows;
    expect([sensing![0], unused![0]]).toEqual(["sensing", "  of which on unused columns"]);
    expect((unused![1] as number) / (sensing![1] as number)).toBeCloseTo(0.2, 3);
    const parts = rows.filter((_, index) => index !== 1).slice(0, -1);
    expect(parts.reduce((sum, row) => sum + (row[2] as number), 0)).toBeCloseTo(1, 12);
  });
});

describe("the ledger of several timed images", () => {
  const [one] = result.subnets;
  const three = { ...one!, timedImages: 3, ledger: one!.ledger.map((row) => ({ ...row, count: 3 * row.count })) };

  it("gives the categories of one image", () => {
    for (const category of ENERGY_CATEGORIES) {
      expect(energyByCategory(three, result.chip)[category]).toBeCloseTo(energyByCategory(one!, result.chip)[category], 15);
    }
    expect(unusedColumnShare(three)).toBeCloseTo(unusedColumnShare(one!), 12);
  });

  it("is listed as the sum that it is, with the number of images beside it", () => {
    const table = ledgerTable({ ...result, subnets: [three] });
    expect(table.columns[1]!.key).toBe("timedImages");
    expect(table.rows[0]!.slice(1, 2)).toEqual([3]);
    expect(table.rows[0]![5]).toBe(three.ledger[0]!.count);
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
    const text = summaryText(result);
    for (const { name } of result.subnets) expect(text).toContain(name);
    expect(text).toContain("84.4 %");
    expect(text).toMatch(/latency .*9\.6 ms/);
  });

  it("shows a dash where a run has no images", () => {
    expect(summaryText(fixtureResult(false))).toMatch(/accuracy +│ +- │/);
  });
});

describe("LaTeX", () => {
  it("escapes what TeX would read as a command", () => {
    const table: Table = { name: "t", title: "t", columns: [{ key: "a", title: "100 % of a_b", unit: null }], rows: [["x & y \\ {µ}"]] };
    expect(tableLatex(table)).toContain("100~\\% of a\\_b");
    expect(tableLatex(table)).toContain("x \\& y \\textbackslash{} \\{$\\mu$\\}");
  });
});

describe("the sub-arrays of a layer", () => {
  it.each<[readonly number[], string]>([
    [[5], "5"], [[3, 4, 5], "3..5"], [[1, 2, 3, 7, 8], "1..3, 7..8"], [[39, 41, 43, 45], "39..45 by 2"],
    [[0, 2], "0, 2"], [[0, 2, 3], "0, 2..3"],
  ])("%j are written %s", (numbers, text) => {
    expect(runsOf(numbers)).toBe(text);
  });
});
