// Area of the chip by part, largest first.
import type { RunResult } from "../../../experiment/run/result.js";
import { formatQuantity } from "../../../sim/quantity.js";
import { engineeringScale } from "../../drawing/engineering-scale.js";
import type { FigureKind } from "../../drawing/figure.js";
import { barLabels } from "../../drawing/labels.js";
import { baseOptions, COLOURS, linearAxis, nameAxis } from "../../drawing/style.js";

const BAR_HEIGHT = 34;
const AXES_HEIGHT = 90;
/** The axis goes beyond the longest bar by the room its label needs. */
const LABEL_ROOM = 1.3;

/** "global-buffer" -> "global buffer"; a sub-array stays one word. */
const words = (part: string): string => (part === "sub-array" ? part : part.replace(/-/g, " "));

/** One lying bar for all copies of a part, with an engineering prefix and its share of the chip. */
export const areaBreakdown: FigureKind<RunResult> = {
  describe: "area of the chip by part",
  draw: ({ chip }: RunResult) => {
    const parts = chip.parts
      .map(({ part, count, areaM2 }) => ({ name: count === 1 ? words(part) : `${count} × ${words(part)}`, areaM2: count * areaM2 }))
      .filter((part) => part.areaM2 > 0)
      .sort((a, b) => b.areaM2 - a.areaM2);
    if (parts.length === 0) return null;
    const scale = engineeringScale(parts.map((part) => part.areaM2), "m^2");
    const labels = parts.map(({ areaM2 }) => ({
      at: scale.toAxis(areaM2),
      text: `${formatQuantity(areaM2, "m^2", 3)}, ${formatQuantity(areaM2 / chip.areaM2, "%", 2)}`,
    }));
    return {
      width: 760,
      height: AXES_HEIGHT + BAR_HEIGHT * parts.length,
      configuration: {
        type: "bar",
        data: {
          labels: parts.map((part) => part.name),
          datasets: [{
            label: "area", data: parts.map((part) => scale.toAxis(part.areaM2)), backgroundColor: COLOURS.blue, barPercentage: 0.75,
          }],
        },
        options: {
          ...baseOptions(),
          indexAxis: "y",
          scales: {
            x: { ...linearAxis(`area (${scale.unitText})`, true), min: 0, suggestedMax: LABEL_ROOM * scale.toAxis(parts[0]!.areaM2) },
            y: nameAxis(null),
          },
        },
        plugins: [barLabels("y", labels)],
      },
    };
  },
};
