// Heatmaps, lines and agreement plots: numbers reach the right place, with the unit they are drawn in.

import { metricOverAxes, type ShownSweep } from "../../../reports/sweep/metric-over-axes.js";
import { sweepExtremes, sweepTable } from "../../../reports/sweep/tables.js";
import { inkOn, mapColour } from "../../../reports/drawing/plots/colour-map.js";
import { agreementPlot } from "../../../reports/drawing/plots/agreement-plot.js";
import { METRICS } from "../../../experiment/metrics/index.js";
import type { Figure } from "../../../reports/drawing/figure.js";

const draw = (shown: ShownSweep): Figure => metricOverAxes.draw(shown)!;

const sweep: ShownSweep = {
  metric: "read.energyJ",
  axes: [{ path: "chip.array.rows", values: ["64", "128"] }, { path: "chip.array.columns", values: ["32", "64", "128"] }],
  metrics: [{ key: "areaM2", unit: "m^2" }, { key: "read.energyJ", unit: "J" }],
  points: [["64", "32"], ["64", "64"], ["64", "128"], ["128", "32"], ["128", "64"], ["128", "128"]].map((at, index) =>
    (index === 5
      ? { at, figures: null, problem: "chip.array.rows: too many" }
      : { at, figures: [1e-9 * (index + 1), 1e-12 * (index + 1)], problem: null })),
};

describe("a sweep", () => {
  it("is a table with a row a point and the reason of what was refused", () => {
    const { columns, rows } = sweepTable(sweep);
    expect(columns.map((column) => column.key)).toEqual(["chip.array.rows", "chip.array.columns", "areaM2", "read.energyJ", "problem"]);
    expect(rows[1]).toEqual(["64", "64", 2e-9, 2e-12, null]);
    expect(rows[5]).toEqual(["128", "128", null, null, "chip.array.rows: too many"]);
  });

  it("over two axes is a heatmap with the first axis upwards", () => {
    const { configuration } = draw(sweep);
    type Axis = { labels: string[]; title: { text: string }; reverse?: boolean };
    const scales = configuration.options!.scales as unknown as Record<string, Axis>;
    expect(scales["x"]).toMatchObject({ labels: ["32", "64", "128"], title: { text: "chip.array.columns" } });
    expect(scales["y"]).toMatchObject({ labels: ["64", "128"], reverse: true, title: { text: "chip.array.rows" } });
  });

  it("names the end of its metric that is better", () => {
    const ends = (shown: ShownSweep) => sweepExtremes(shown).rows.map(([end]) => end);
    expect(ends(sweep)).toEqual(["lowest, best", "highest"]);
    const ratio: ShownSweep = { ...sweep, metric: "cellAreaRatio", metrics: [{ key: "cellAreaRatio", unit: "1" }] };
    expect(ends(ratio)).toEqual(["lowest", "highest, best"]);
    expect(ends({ ...sweep, metric: "widthM", metrics: [{ key: "widthM", unit: "m" }] })).toEqual(["lowest", "highest"]);
  });

  it("over one axis is a line in an engineering unit, with gaps", () => {
    const points = [0, 5, 2].map((index) => sweep.points[index]!).map((point) => ({ ...point, at: [point.at[1]!] }));
    const { configuration } = draw({ ...sweep, axes: [sweep.axes[1]!], points });
    expect(configuration.data.datasets[0]!.data).toEqual([1, null, 3]);
    expect((configuration.options!.scales as unknown as { y: { title: { text: string } } }).y.title.text).toBe("energy of read (pJ)");
  });
});

describe("every metric of an array", () => {
  it.each(Object.entries(METRICS.array))("%s can be drawn over one axis and over two", (key, { unit }) => {
    const points = sweep.points.map(({ at, problem }, index) => ({ at, problem, figures: problem === null ? [0.001 * index] : null }));
    const two: ShownSweep = { ...sweep, metric: key, metrics: [{ key, unit }], points };
    expect(draw(two).width).toBeGreaterThan(0);
    expect(draw({ ...two, axes: [sweep.axes[1]!], points: points.slice(0, 3) }).configuration.type).toBe("line");
  });
});

describe("the colour map", () => {
  it("goes from dark to light and keeps text readable", () => {
    expect([mapColour(0), mapColour(1), mapColour(2)]).toEqual(["#440154", "#fde725", "#fde725"]);
    expect([inkOn(0), inkOn(1)]).toEqual(["#ffffff", "#111111"]);
  });
});

describe("an agreement plot", () => {
  it("has a series each and the line of equality over all of them", () => {
    const series = [{ name: "area", points: [{ reference: 1, model: 2 }] }, { name: "energy", points: [{ reference: 100, model: 90 }] }];
    const { configuration } = agreementPlot({ xTitle: "reference", yTitle: "model", series });
    expect(configuration.data.datasets.map((dataset) => dataset.label)).toEqual(["area", "energy", "equal"]);
    expect(configuration.data.datasets[0]!.data).toEqual([{ x: 1, y: 2 }]);
  });
});
