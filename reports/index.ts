// The public face of reports: plain results in, tables and figures out. Files and pictures are in reports/node.
export { REPORT_KINDS, type ReportKind } from "./kinds/index.js";
export type { Summary } from "./report-kind.js";
export { tableOf, type Cell, type Column, type ColumnOf, type Table, type TableKind } from "./formats/table.js";
export { tableCsv } from "./formats/csv.js";
export { tableLatex } from "./formats/latex.js";
export { energyByCategory, ENERGY_CATEGORIES } from "./run/energy-categories.js";
export type { Figure, FigureKind } from "./drawing/figure.js";
export { heatmap, type HeatmapData } from "./drawing/plots/heatmap.js";
export { linePlot, type LinePlotData } from "./drawing/plots/line-plot.js";
export { agreementPlot, type AgreementData } from "./drawing/plots/agreement-plot.js";
export { ratioPlot, type RatioBar } from "./drawing/plots/ratio-plot.js";
