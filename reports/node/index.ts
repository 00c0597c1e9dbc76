// Reports on Node: everything written to a folder, figures drawn to bytes, tables for a terminal.
export { loadDrawing, type Drawing } from "./drawing.js";
export { FIGURE_FORMATS, type FigureFormat } from "./figure-formats.js";
export { tableText } from "./table-text.js";
export { writeReports, type WrittenReports } from "./write-reports.js";
