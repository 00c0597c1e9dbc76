// Energy of one image, stacked by category, one bar a subnet.
import type { ChartDataset } from "chart.js";
import type { RunResult } from "../../../experiment/run/result.js";
import { formatQuantity } from "../../../sim/quantity.js";
import { energyByCategory, usedCategories, type EnergyCategory } from "../energy-categories.js";
import { engineeringScale } from "../../drawing/engineering-scale.js";
import type { FigureKind } from "../../drawing/figure.js";
import { barLabels } from "../../drawing/labels.js";
import { baseOptions, COLOURS, legendAt, linearAxis, nameAxis } from "../../drawing/style.js";

const CATEGORY_COLOURS: Readonly<Record<EnergyCategory, string>> = {
  sensing: COLOURS.blue,
  "count, accumulate": COLOURS.sky,
  "activation writes": COLOURS.vermilion,
  interconnect: COLOURS.orange,
  buffers: COLOURS.green,
  "digital units": COLOURS.purple,
  control: COLOURS.yellow,
  leakage: COLOURS.grey,
  other: COLOURS.black,
};

const MIN_WIDTH = 760;
const LEGEND_WIDTH = 270;
/** Room for a bar with its total above it. */
const BAR_WIDTH = 66;

/** Energy with an engineering prefix, the total above each bar. */
export const energyBreakdown: FigureKind<RunResult> = {
  describe: "energy of one image by category, one bar a subnet",
  draw: ({ subnets, chip }: RunResult) => {
    const scale = engineeringScale(subnets.map((subnet) => subnet.energyJ), "J");
    const breakdowns = subnets.map((subnet) => energyByCategory(subnet, chip));
    const datasets = usedCategories({ subnets, chip }).map((category): ChartDataset => ({
      label: category,
      data: breakdowns.map((breakdown) => scale.toAxis(breakdown[category])),
      backgroundColor: CATEGORY_COLOURS[category],
      borderColor: "#ffffff",
      borderWidth: 0.5,
      barPercentage: 0.7,
      maxBarThickness: 1.4 * BAR_WIDTH,
    }));
    const totals = subnets.map((subnet) => ({ at: scale.toAxis(subnet.energyJ), text: formatQuantity(subnet.energyJ, "J", 3) }));
    const base = baseOptions();
    return {
      width: Math.max(MIN_WIDTH, LEGEND_WIDTH + BAR_WIDTH * subnets.length),
      height: 440,
      configuration: {
        type: "bar",
        data: { labels: subnets.map((subnet) => subnet.name), datasets },
        options: {
          ...base,
          scales: {
            x: { ...nameAxis("subnet"), stacked: true },
            y: { ...linearAxis(`energy of one image (${scale.unitText})`, true), stacked: true, beginAtZero: true, grace: "8%" },
          },
          plugins: {
            ...base.plugins,
            legend: { ...legendAt("right", "box"), reverse: true },
          },
        },
        plugins: [barLabels("x", totals)],
      },
    };
  },
};
