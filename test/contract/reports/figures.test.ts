// What every figure keeps to.
import { FIGURES } from "../../../reports/run/figures/index.js";
import { fixtureResult } from "../../fixtures/run-result.js";

const result = fixtureResult();

/** Everything of a chart that is data: functions are left out. */
const numbersIn = (value: unknown): number[] =>
  typeof value === "number" ? [value] : typeof value === "object" && value !== null ? Object.values(value).flatMap(numbersIn) : [];

describe.each(Object.entries(FIGURES))("the figure %s", (_, kind) => {
  it("says what it shows and draws the same data every time", () => {
    expect(kind.describe.length).toBeGreaterThan(10);
    expect(JSON.stringify(kind.draw(result))).toBe(JSON.stringify(kind.draw(result)));
  });

  it("has only finite numbers and a unit on every axis of numbers", () => {
    const figure = kind.draw(result)!;
    for (const value of numbersIn(figure.configuration)) expect(Number.isFinite(value)).toBe(true);
    const scales = Object.values((figure.configuration.options?.scales ?? {}) as Record<string, { type: string; title: { text: string } }>);
    for (const scale of scales) if (scale.type === "linear") expect(scale.title.text).toMatch(/\(.+\)$/);
  });

  it("does not change the result", () => {
    const before = JSON.stringify(result);
    kind.draw(result);
    expect(JSON.stringify(result)).toBe(before);
  });
});
