// What every metric of a result keeps to.
import { METRICS, type Metric } from "../../../experiment/metrics/index.js";
import { resolveChip } from "../../../arch/chip/presets.js";
import { arrayEstimate } from "../../../arch/chip/array-estimate.js";
import { cellText } from "../../../reports/formats/text-grid.js";
import { cardSample } from "../../fixtures/report-samples.js";
import { fixtureResult } from "../../fixtures/run-result.js";

const estimate = arrayEstimate(resolveChip({}));

/** What the metrics of each kind are read from. */
const RESULTS: { readonly [Kind in keyof typeof METRICS]: readonly unknown[] } = {
  subnet: fixtureResult().subnets,
  array: [estimate],
  operation: Object.values(estimate.operations).map((access) => ({ ...access, wordBits: estimate.wordBits })),
  card: [...cardSample("uniform", [0.8]).subnets, ...cardSample("imported", [null]).subnets],
};

/** How a name says its unit; plain numbers, shares and rates per joule or second say it in words. */
const SUFFIXES: Readonly<Record<string, RegExp>> = { s: /S$/, J: /J$/, W: /W$/, m: /M$/, "m^2": /M2$/, bit: /Bits$/ };

const CASES = Object.entries(METRICS).flatMap(([kind, metrics]) =>
  Object.entries<Metric<never>>(metrics).map(([name, metric]) =>
    ({ kind, name, metric: metric as Metric<unknown>, results: RESULTS[kind as keyof typeof METRICS] })));

describe.each(CASES)("the metric $name of $kind", ({ kind, name, metric, results }) => {
  it("has a label of its own without the unit, and says which way is better", () => {
    expect(metric.label).toMatch(/^[A-Za-z][\w -]+$/);
    expect(CASES.filter((other) => other.kind === kind && other.metric.label === metric.label)).toHaveLength(1);
    expect([null, "lower", "higher"]).toContain(metric.better);
  });

  it("carries its SI suffix and prints with its unit", () => {
    expect(name).toMatch(SUFFIXES[metric.unit] ?? /\w/);
    expect(cellText(1, { key: name, title: metric.label, unit: metric.unit })).toMatch(/^[\d.]+/);
  });

  it("is a finite number of every result that has it, and the same when read again", () => {
    const values = results.map((result) => metric.of(result));
    expect(values.some((value) => value !== null)).toBe(true);
    for (const value of values) if (value !== null) expect(Number.isFinite(value)).toBe(true);
    expect(results.map((result) => metric.of(result))).toEqual(values);
  });
});
