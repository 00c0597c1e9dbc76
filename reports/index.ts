// The public face of reports: plain results in, tables and text out. Files and pictures are in reports/node.
export { TABLES } from "./tables/index.js";
export { scheduleTable } from "./schedule-table.js";
export { tableOf, type Cell, type Column, type ColumnOf, type Table } from "./table.js";
export { tableCsv } from "./formats/csv.js";
export { tableLatex } from "./formats/latex.js";
export { energyByCategory, ENERGY_CATEGORIES } from "./energy-categories.js";
export { FIGURES, type Figure, type FigureKind } from "./figures/index.js";
export { heatmap, type HeatmapData } from "./plots/heatmap.js";
export { linePlot, type LinePlotData } from "./plots/line-plot.js";
export { agreementPlot, type AgreementData } from "./plots/agreement-plot.js";
export { ratioPlot, type RatioBar } from "./plots/ratio-plot.js";
export { arrayTables } from "./array/array-tables.js";
export { uncertaintyTables } from "./uncertainty-tables.js";
export { UNCERTAINTY_FIGURES, type UncertaintyFigureKind } from "./uncertainty-figures/index.js";
export { sweepFigure, sweepTable } from "./array/array-sweep-report.js";
