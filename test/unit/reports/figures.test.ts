// Figures as data: what is drawn, in which units, and when there is nothing to draw.
import { cardsReport } from "../../../reports/cards/index.js";
import { engineeringScale } from "../../../reports/drawing/engineering-scale.js";
import { accuracyAgainstEnergy } from "../../../reports/run/figures/accuracy-against-energy.js";
import { powerOverTime } from "../../../reports/run/figures/power-over-time.js";
import { thinnedTrace } from "../../../reports/run/figures/power-trace.js";
import type { PowerPoint, RunResult } from "../../../experiment/run/result.js";
import { resolveChip } from "../../../arch/chip/presets.js";
import { uncertainArray } from "../../../experiment/uncertainty/systems.js";
import { uncertaintyReport } from "../../../experiment/uncertainty/uncertainty-report.js";
import { uncertaintyReport as uncertaintyReportKind } from "../../../reports/uncertainty/index.js";
import { cardSample, certain } from "../../fixtures/report-samples.js";
import { fixtureResult } from "../../fixtures/run-result.js";

const result = fixtureResult();

describe("accuracy against energy", () => {
  it("is not drawn without images", () => {
    expect(accuracyAgainstEnergy.draw(fixtureResult(false))).toBeNull();
  });
});

describe("power over time", () => {
  const labels = (budgetW: number | null): string[] => {
    const config: RunResult["config"] = { ...result.config, power: { budgetW } };
    return powerOverTime.draw({ ...result, config })!.configuration.data.datasets.map((dataset) => dataset.label!);
  };

  it("shows the budget in every panel when it is near", () => {
    expect(labels(0.02).filter((label) => label === "budget")).toHaveLength(result.subnets.length);
  });

  it("leaves out a budget that would flatten the traces, or that does not exist", () => {
    expect([...labels(5), ...labels(null)]).not.toContain("budget");
  });
});

describe("the figures of trained networks", () => {
  const both = [cardSample("uniform", [0.8, 0.7]), cardSample("individual", [0.75, 0.6])];

  it.each(Object.entries(cardsReport.figures))("%s has a series for every method, and nothing where none was measured", (_, figure) => {
    const labels = figure.draw(both)!.configuration.data.datasets.map(({ label }) => label).join(" ");
    expect(labels).toMatch(/uniform.*individual/);
    expect(figure.draw([{ ...cardSample("imported", [null]), curve: [] }])).toBeNull();
  });
});

describe("the figures of an uncertainty report", () => {
  it("show bars where nothing varies, and no tornado", async () => {
    const report = certain(await uncertaintyReport(uncertainArray("array", resolveChip({})), { samples: 2, seed: "1" }));
    const drawn = Object.entries(uncertaintyReportKind.figures).filter(([, figure]) => figure.draw(report) !== null);
    expect(drawn.map(([name]) => name)).toEqual(Object.keys(uncertaintyReportKind.figures).filter((name) => !name.startsWith("tornado")));
  });
});

describe("a thinned power trace", () => {
  const powerAt = (index: number): PowerPoint => ({ timeS: index * 1e-6, powerW: 0.01 + 0.005 * ((index * 7) % 11) });
  const trace = Array.from({ length: 5000 }, (_, index) => powerAt(index));
  const energyOf = (points: readonly PowerPoint[]): number =>
    points.slice(1).reduce((sum, point, index) => sum + points[index]!.powerW * (point.timeS - points[index]!.timeS), 0);

  it("keeps the energy", () => {
    const endS = 5000e-6;
    const full = energyOf([...trace, { timeS: endS, powerW: 0 }]);
    expect(energyOf(thinnedTrace(trace, endS, 333)) / full).toBeCloseTo(1, 9);
  });

  it("is the trace itself when that is short, held until the end", () => {
    const short = [{ timeS: 0, powerW: 1 }, { timeS: 2, powerW: 3 }];
    expect(thinnedTrace([...short, { timeS: 4, powerW: 0 }], 4, 100)).toEqual([...short, { timeS: 4, powerW: 3 }]);
  });
});

describe("an engineering scale", () => {
  it("takes the prefix of the largest value", () => {
    const scale = engineeringScale([2e-9, 4.2e-4], "J");
    expect([scale.unitText, scale.toAxis(4.2e-4), scale.toAxis(2e-9)]).toEqual(["µJ", 420, 0.002]);
  });

  it("works for areas and for nothing at all", () => {
    expect(engineeringScale([3.2e-6], "m^2").unitText).toBe("mm²");
    expect(engineeringScale([], "W").unitText).toBe("W");
  });
});
