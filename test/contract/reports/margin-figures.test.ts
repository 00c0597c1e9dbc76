// What every figure of a margin report keeps to.
import { resolveChip } from "../../../arch/chip/presets.js";
import { technologyOf } from "../../../arch/chip/chip-costs.js";
import { resolveVariation, type VariationConfig } from "../../../arch/margin/index.js";
import type { MarginReport } from "../../../experiment/margin/margin-result.js";
import { marginReport } from "../../../experiment/margin/margin.js";
import { MARGIN_FIGURES, type MarginFigureKind } from "../../../reports/margin/index.js";
import { timingExperiment } from "../../fixtures/experiments.js";

function report(config: VariationConfig): MarginReport {
  const chip = resolveChip({});
  return marginReport({ ...timingExperiment(), chip, variation: resolveVariation({ samples: 300, ...config }, technologyOf(chip)) });
}

const usual = report({});
const still = report({ sigmaRA: 0, sigmaTMR: 0, senseAmpOffset: 0 });

const numbersIn = (value: unknown): number[] =>
  typeof value === "number" ? [value] : typeof value === "object" && value !== null ? Object.values(value).flatMap(numbersIn) : [];

describe.each(Object.entries<MarginFigureKind>(MARGIN_FIGURES))("the margin figure %s", (_, kind) => {
  it("says what it shows and draws the same every time", () => {
    expect(kind.describe.length).toBeGreaterThan(10);
    expect(JSON.stringify(kind.draw(usual))).toBe(JSON.stringify(kind.draw(usual)));
  });

  it("has only finite numbers and a unit on every axis, or nothing to show where nothing varies", () => {
    for (const each of [usual, still]) for (const value of numbersIn(kind.draw(each)?.configuration)) expect(Number.isFinite(value)).toBe(true);
    const scales = Object.values((kind.draw(usual)!.configuration.options?.scales ?? {}) as Record<string, { title: { text: string } }>);
    for (const scale of scales) expect(scale.title.text).toMatch(/\(.+\)$/);
  });
});
