// One figure of every subnet or operation: a bar as stated, whiskers from the 5 % to the 95 % quantile, a square at the median.
// Leaves out the shape of the distribution between them.
import type { Chart, Plugin } from "chart.js";
import type { Spread, SubjectSpread, UncertaintyReport } from "../../experiment/uncertainty/uncertainty-result.js";
import { contextOf } from "../drawing/drawing-context.js";
import { engineeringScale } from "../drawing/engineering-scale.js";
import { baseOptions, COLOURS, linearAxis, nameAxis } from "../drawing/style.js";
import { subjectWord } from "./tables.js";
import type { UncertaintyFigureKind } from "../uncertainty-figures/uncertainty-figure.js";

type Key = keyof Omit<SubjectSpread, "name">;

const WORDS: Readonly<Record<Key, readonly [string, string]>> = { energyJ: ["energy", "J"], latencyS: ["latency", "s"], energyRatio: ["energy", "1"], latencyRatio: ["latency", "1"] };
const WHISKER = 1.6;
const CAP = 16;
const MEDIAN = 7;
const HEADROOM = 1.06;

export const errorBars = (key: Key): UncertaintyFigureKind => ({
  describe: `${WORDS[key][0]}${key.endsWith("Ratio") ? " relative to the reference" : ""} as stated, with its 5 % to 95 % range`,
  draw: (report: UncertaintyReport) => {
    const spreads = report.subjects.map((subject) => subject[key]);
    const [word, unit] = WORDS[key];
    const scale = engineeringScale(spreads.map(({ high }) => high), unit);
    const of = report.system === "chip" ? "one image" : "one word";
    const title = key.endsWith("Ratio") ? `${word} over that of ${report.reference} (ratio)` : `${word} of ${of} (${scale.unitText})`;
    const most = Math.max(...spreads.map(({ high, nominal }) => Math.max(high, nominal)));
    return {
      width: 760,
      height: 420,
      configuration: {
        type: "bar",
        data: {
          labels: report.subjects.map(({ name }) => name),
          datasets: [{ label: word, data: spreads.map(({ nominal }) => scale.toAxis(nominal)), backgroundColor: COLOURS.sky, barPercentage: 0.6 }],
        },
        options: {
          ...baseOptions(),
          scales: {
            x: nameAxis(`${subjectWord(report)} (bar: as stated; whiskers: 5 % to 95 %; square: median)`),
            y: { ...linearAxis(title, true), min: 0, max: scale.toAxis(HEADROOM * most), ticks: { ...linearAxis("", true).ticks, includeBounds: false } as never },
          },
        },
        plugins: [whiskers(spreads, scale.toAxis)],
      },
    };
  },
});

function whiskers(spreads: readonly Spread[], toAxis: (value: number) => number): Plugin {
  return {
    id: "pimento-error-bars",
    afterDatasetsDraw: (chart: Chart) => {
      const ctx = contextOf(chart);
      const pixel = (value: number): number => chart.scales["y"]!.getPixelForValue(toAxis(value));
      ctx.save();
      ctx.fillStyle = COLOURS.black;
      spreads.forEach(({ low, median, high }, index) => {
        const across = chart.scales["x"]!.getPixelForValue(index);
        const [top, middle, bottom] = [pixel(high), pixel(median), pixel(low)];
        ctx.fillRect(across - WHISKER / 2, top, WHISKER, bottom - top);
        for (const end of [top, bottom]) ctx.fillRect(across - CAP / 2, end - WHISKER / 2, CAP, WHISKER);
        ctx.fillRect(across - MEDIAN / 2, middle - MEDIAN / 2, MEDIAN, MEDIAN);
      });
      ctx.restore();
    },
  };
}
