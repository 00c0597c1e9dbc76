// The public face of reports: plain results in, tables and text out. Files and pictures are in reports/node.
export { TABLES } from "./run/tables/index.js";
export { scheduleTable } from "./schedule/tables.js";
export { tableOf, type Cell, type Column, type ColumnOf, type Table } from "./formats/table.js";
export { tableCsv } from "./formats/csv.js";
export { tableLatex } from "./formats/latex.js";
export { energyByCategory, ENERGY_CATEGORIES } from "./run/energy-categories.js";
export { FIGURES, type Figure, type FigureKind } from "./run/figures/index.js";
export { heatmap, type HeatmapData } from "./drawing/plots/heatmap.js";
export { linePlot, type LinePlotData } from "./drawing/plots/line-plot.js";
export { agreementPlot, type AgreementData } from "./drawing/plots/agreement-plot.js";
export { ratioPlot, type RatioBar } from "./drawing/plots/ratio-plot.js";
export { arrayTables } from "./array/array-tables.js";
export { uncertaintyTables } from "./uncertainty/tables.js";
export { UNCERTAINTY_FIGURES, type UncertaintyFigureKind } from "./uncertainty/index.js";
export { sweepFigure, sweepTable } from "./array/array-sweep-report.js";
