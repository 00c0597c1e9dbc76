// Every validated quantity keeps its verdict and stays in its band. The definitions are those that docs/validation.md is written from.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { isInBand, verdictOf, type Check } from "./check.js";
import { CHECKS } from "./checks/index.js";
import { compareWithReference, REFERENCE_TOLERANCE } from "./reference-tool.js";

const root = join(import.meta.dirname, "..", "..");
const checks: readonly Check[] = Object.values(CHECKS).flat();

describe("a validated quantity", () => {
  it.each(checks.map((check) => [check.title, check] as const))("%s is where it was accepted", async (_, check) => {
    const ours = await check.ours();
    expect({ ours, verdict: verdictOf(check, ours), isInBand: isInBand(check, ours) })
      .toMatchObject({ verdict: check.expected, isInBand: true });
  }, 60_000);

  it("has a name of its own, and a deviation where it is not met", () => {
    expect(new Set(checks.map(({ title }) => title)).size).toBe(checks.length);
    const deviations = readFileSync(join(root, "DEVIATIONS.md"), "utf8");
    for (const { title, expected, deviation } of checks) {
      if (expected === "not met") expect([title, deviation]).toEqual([title, expect.any(Number)]);
      if (deviation !== undefined) expect(deviations).toContain(`\n## ${deviation}. `);
    }
  });

  it("stands in docs/validation.md", () => {
    const document = readFileSync(join(root, "docs", "validation.md"), "utf8");
    expect(checks.filter(({ title }) => !document.includes(`| ${title} |`)).map(({ title }) => title)).toEqual([]);
  });
});

describe("the reference tool", () => {
  it.each(
    compareWithReference(join(root, "test", "validation", "data")).map((quantity) => [quantity.title, quantity] as const)
  )("is met in %s on every row", (_, { points, worstError, beyondRounding }) => {
    expect(points.length).toBe(72);
    expect(worstError).toBeLessThan(REFERENCE_TOLERANCE);
    expect(beyondRounding).toBeLessThan(0.0006);
  });
});

describe("verdictOf", () => {
  const anchor = { low: 10, high: 12, source: "", evidence: "exact" } as const;
  it.each([
    [{ low: 11, high: 11 }, 0, "met"], [{ low: 9, high: 13 }, 0, "within the unknowns"], [{ low: 1, high: 9 }, 0, "not met"], [
      { low: 9.5, high: 9.5 }, 0.1, "met",
    ],
  ] as const)("%j with tolerance %d is %s", (ours, tolerance, verdict) => {
    expect(verdictOf({ anchor, tolerance }, ours)).toBe(verdict);
  });
});
