// Figures as data: what is drawn, in which units, and when there is nothing to draw.
import { FIGURES } from "../../../reports/run/figures/index.js";
import { engineeringScale } from "../../../reports/drawing/engineering-scale.js";
import { thinnedTrace } from "../../../reports/run/figures/power-trace.js";
import type { PowerPoint, RunResult } from "../../../experiment/run/result.js";
import { fixtureResult } from "../../fixtures/run-result.js";

const result = fixtureResult();

describe("accuracy against energy", () => {
  it("is not drawn without images", () => {
    expect(FIGURES["accuracy-against-energy"].draw(fixtureResult(false))).toBeNull();
  });
});

describe("power over time", () => {
  const labels = (budgetW: number | null): string[] => {
    const config: RunResult["config"] = { ...result.config, power: { budgetW } };
    return FIGURES["power-over-time"].draw({ ...result, config })!.configuration.data.datasets.map((dataset) => dataset.label!);
  };

  it("shows the budget in every panel when it is near", () => {
    expect(labels(0.02).filter((label) => label === "budget")).toHaveLength(result.subnets.length);
  });

  it("leaves out a budget that would flatten the traces, or that does not exist", () => {
    expect([...labels(5), ...labels(null)]).not.toContain("budget");
  });
});

describe("a thinned power trace", () => {
  const trace = Array.from({ length: 5000 }, (_, index): PowerPoint => ({ timeS: index * 1e-6, powerW: 0.01 + 0.005 * ((index * 7) % 11) }));
  const energyOf = (points: readonly PowerPoint[]): number => points.slice(1).reduce((sum, point, index) => sum + points[index]!.powerW * (point.timeS - points[index]!.timeS), 0);

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
