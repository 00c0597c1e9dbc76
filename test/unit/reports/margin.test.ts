// A margin report: complete, finite, the same again; its tables.
import { resolveChip } from "../../../arch/chip/presets.js";
import { technologyOf } from "../../../arch/chip/chip-costs.js";
import { resolveVariation, type VariationConfig } from "../../../arch/margin/index.js";
import { SENSE_OPERATIONS } from "../../../arch/sense-ops/index.js";
import type { MarginReport } from "../../../experiment/margin/margin-result.js";
import { marginReport } from "../../../experiment/margin/margin.js";
import { tableCsv } from "../../../reports/formats/csv.js";
import { marginReport as kind } from "../../../reports/margin/index.js";
import { cellTable } from "../../../reports/margin/tables.js";
import { timingExperiment } from "../../fixtures/experiments.js";
import { sensedTechnologies } from "../../fixtures/technologies.js";

type Name = (typeof sensedTechnologies)[number][0];

const report = (config: VariationConfig, technology: Name = "sot-mram"): MarginReport => {
  const chip = resolveChip({ technology });
  return marginReport({ ...timingExperiment(), chip, variation: resolveVariation({ samples: 300, ...config }, technologyOf(chip)) });
};
const usual = report({});

const numbersIn = (value: unknown): number[] =>
  typeof value === "number" ? [value] : typeof value === "object" && value !== null ? Object.values(value).flatMap(numbersIn) : [];

describe("a margin report", () => {
  it("covers every operation, says which level is fragile, and is the same when repeated", () => {
    expect(usual.operations.map(({ operation }) => operation)).toEqual(Object.keys(SENSE_OPERATIONS));
    expect(usual.fragile).toMatchObject({ operation: "full-add", ones: 1 });
    expect(JSON.stringify(report({}))).toBe(JSON.stringify(usual));
  });

  it.each<[string, VariationConfig]>([
    ["voltage", { senseMode: "voltage" }],
    ["low", { polarity: "low-resistance", reference: "equal-error" }],
    ["still", { sigmaRA: 0, sigmaTMR: 0, senseAmpOffset: 0 }],
  ])("has only finite numbers (%s)", (_, config) => {
    const each = report(config);
    for (const value of numbersIn(each)) expect(Number.isFinite(value)).toBe(true);
    for (const { build } of Object.values(kind.tables)) expect(tableCsv(build(each))).not.toMatch(/NaN|undefined|Infinity/);
  });

  it("counts every sample in its histograms", () => {
    expect(usual.samples.map(({ rows }) => rows)).toEqual([1, 2, 3]);
    for (const { counts } of usual.samples) for (const bins of counts) expect(bins.reduce((sum, count) => sum + count, 0)).toBe(300);
  });

  it.each(sensedTechnologies)("works for %s, and its cell's table states what its kind has", (technology) => {
    const each = report({}, technology);
    expect(each.operations[0]!.errorRate).toBeGreaterThan(0);
    const table = cellTable(each);
    const columns = table.columns.map(({ key }) => key);
    expect(columns).toContain("pathEnergyJ");
    expect(columns.includes("tmrRatio")).toBe("thermalStability" in each.device);
    expect(tableCsv(table)).not.toMatch(/NaN|undefined|Infinity/);
  });
});
