// Reports on Node: figures drawn to bytes, everything written to a folder, tables for a terminal.
export { FIGURE_FORMATS, renderFigure, type FigureFormat } from "./render-figure.js";
export { runSummary } from "./run-summary.js";
export { tableText } from "./table-text.js";
export { writeReports, type WrittenReports } from "./write-reports.js";
export { writeArray, writeArraySweep } from "./write-array.js";
export { writeUncertainty } from "./write-uncertainty.js";
export { writePlot } from "./write-plot.js";
