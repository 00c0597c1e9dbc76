// The public face of reports: plain results in, tables and text out. Files and pictures are in reports/node.
export { TABLES } from "./tables/index.js";
export { scheduleTable } from "./schedule-table.js";
export { tableOf, type Cell, type Column, type ColumnOf, type Table } from "./table.js";
export { tableCsv } from "./formats/csv.js";
export { tableLatex } from "./formats/latex.js";
export { energyByCategory, ENERGY_CATEGORIES } from "./energy-categories.js";
export { FIGURES, type Figure, type FigureKind } from "./figures/index.js";
