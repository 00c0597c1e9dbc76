// What every figure of an uncertainty report keeps to.
import { resolveChip } from "../../../arch/chip/presets.js";
import { uncertainArray } from "../../../experiment/uncertainty/systems.js";
import { uncertaintyReport } from "../../../experiment/uncertainty/uncertainty-report.js";
import { UNCERTAINTY_FIGURES, type UncertaintyFigureKind } from "../../../reports/uncertainty/index.js";

const usual = await uncertaintyReport(uncertainArray("array", resolveChip({})), { samples: 10, seed: "1" });
const certain = { ...usual, tornado: usual.tornado.map((row) => ({ ...row, atLow: usual.nominal, atHigh: usual.nominal, swingRatio: { energyJ: 0, latencyS: 0, areaM2: 0 } })) };

const numbersIn = (value: unknown): number[] =>
  typeof value === "number" ? [value] : typeof value === "object" && value !== null ? Object.values(value).flatMap(numbersIn) : [];

describe.each(Object.entries<UncertaintyFigureKind>(UNCERTAINTY_FIGURES))("the uncertainty figure %s", (name, kind) => {
  it("says what it shows and draws the same every time", () => {
    expect(kind.describe.length).toBeGreaterThan(10);
    expect(JSON.stringify(kind.draw(usual))).toBe(JSON.stringify(kind.draw(usual)));
  });

  it("has only finite numbers and a unit on every axis of values, or nothing to show where nothing varies", () => {
    for (const each of [usual, certain]) for (const value of numbersIn(kind.draw(each)?.configuration)) expect(Number.isFinite(value)).toBe(true);
    const scales = (kind.draw(usual)!.configuration.options?.scales ?? {}) as Record<string, { type: string; title: { text: string } }>;
    for (const scale of Object.values(scales).filter(({ type }) => type === "linear")) expect(scale.title.text).toMatch(/\(.+\)$/);
    expect(kind.draw(certain) === null).toBe(name.startsWith("tornado"));
  });
});
