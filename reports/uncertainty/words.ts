// How an uncertainty report speaks of what it is about: names and units of its figures, and what a figure is of.
import { METRICS } from "../../experiment/metrics/index.js";
import type { TornadoFigure, UncertaintyReport } from "../../experiment/uncertainty/uncertainty-result.js";
import type { SiUnit } from "../../sim/quantity.js";

/** The figures of a tornado; energy and latency are called and measured alike for a subnet and for an operation. */
export const FIGURES: Readonly<Record<TornadoFigure, { readonly label: string; readonly unit: SiUnit }>> = {
  energyJ: METRICS.operation.energyJ,
  latencyS: METRICS.operation.latencyS,
  areaM2: METRICS.array.areaM2,
};

/** What rows and bars are. */
export const subjectWord = ({ system }: UncertaintyReport): string => (system === "chip" ? "subnet" : "operation");

/** What their figures are of. */
export const workWords = ({ system }: UncertaintyReport): string => (system === "chip" ? "one image" : "one word");

/** What a tornado is of: area is the system's, energy and latency are the reference subject's. */
export const ownerOf = ({ system, reference }: UncertaintyReport, figure: TornadoFigure): string =>
  (figure === "areaM2" ? system : reference);
