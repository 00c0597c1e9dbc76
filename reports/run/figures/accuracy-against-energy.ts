// What accuracy costs: one point a subnet, energy of one image across, accuracy upwards.
import type { RunResult } from "../../../experiment/run/result.js";
import { engineeringScale } from "../../drawing/engineering-scale.js";
import type { FigureKind } from "../../drawing/figure.js";
import { pointLabels } from "../../drawing/labels.js";
import { baseOptions, COLOURS, linearAxis, percentOf } from "../../drawing/style.js";

const PERCENT = 100;

/** Energy with an engineering prefix, accuracy in per cent; null without images. */
export const accuracyAgainstEnergy: FigureKind<RunResult> = {
  describe: "accuracy of each subnet against its energy",
  draw: ({ subnets }: RunResult) => {
    const measured = subnets.filter((subnet) => subnet.accuracy !== null).sort((a, b) => a.energyJ - b.energyJ);
    if (measured.length === 0) return null;
    const scale = engineeringScale(measured.map((subnet) => subnet.energyJ), "J");
    const points = measured.map((subnet) => ({ x: scale.toAxis(subnet.energyJ), y: percentOf(subnet.accuracy!) }));
    const images = Math.max(...measured.map((subnet) => subnet.images));
    return {
      width: 640,
      height: 420,
      configuration: {
        type: "scatter",
        data: {
          datasets: [{
            label: "subnets", data: points, showLine: true, borderColor: COLOURS.blue, borderWidth: 1.5, borderDash: [5, 4],
            backgroundColor: COLOURS.blue, pointRadius: 6, pointBorderColor: "#ffffff", pointBorderWidth: 1,
          }],
        },
        options: {
          ...baseOptions(),
          scales: {
            x: { ...linearAxis(`energy of one image (${scale.unitText})`, true), beginAtZero: true, grace: "12%" },
            y: { ...linearAxis(`accuracy on ${images} images (%)`, true), grace: "15%", suggestedMax: PERCENT, max: PERCENT },
          },
        },
        plugins: [pointLabels(measured.map((subnet) => subnet.name))],
      },
    };
  },
};
