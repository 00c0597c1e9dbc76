// One number at a time at the ends of its range: what that does to one figure, the widest swing first.
import type { TornadoFigure, TornadoRow, UncertaintyReport } from "../../experiment/uncertainty/uncertainty-result.js";
import { tableOf, type ColumnOf, type Table } from "../formats/table.js";
import { FIGURES, ownerOf } from "./words.js";

/** Rows by their swing, the widest first; numbers that move nothing are left out. */
export const tornadoRows = ({ tornado }: UncertaintyReport, figure: TornadoFigure): TornadoRow[] =>
  tornado
    .filter(({ swingRatio, atLow, atHigh }) => swingRatio[figure] > 0 || atLow === null || atHigh === null)
    .sort((a, b) => b.swingRatio[figure] - a.swingRatio[figure] || (a.path < b.path ? -1 : 1));

/** The figure in its SI unit at both ends; nothing where an end is refused. @param most rows; the title says how many there are */
export function tornadoTable(report: UncertaintyReport, figure: TornadoFigure, most: number): Table {
  const { label, unit } = FIGURES[figure];
  const suffix = figure.slice(label.length);
  const columns: readonly ColumnOf<TornadoRow>[] = [
    { key: "path", title: "number", unit: null, of: ({ path }) => path },
    { key: "unit", title: "unit", unit: null, of: (row) => row.unit },
    { key: "low", title: "low", unit: "1", of: ({ low }) => low },
    { key: "value", title: "stated", unit: "1", of: ({ value }) => value },
    { key: "high", title: "high", unit: "1", of: ({ high }) => high },
    { key: `${label}AtLow${suffix}`, title: `${label} at low`, unit, of: ({ atLow }) => atLow?.[figure] ?? null },
    { key: `${label}AtHigh${suffix}`, title: `${label} at high`, unit, of: ({ atHigh }) => atHigh?.[figure] ?? null },
    { key: "swingRatio", title: "swing", unit: "%", of: ({ swingRatio }) => swingRatio[figure] },
  ];
  const rows = tornadoRows(report, figure);
  const more = rows.length > most ? `; the ${most} widest of ${rows.length} that move it` : "";
  const title = `${report.name}: ${label} of ${ownerOf(report, figure)} with one number at a time at the ends of its range${more}`;
  return tableOf(`tornado-${label}`, title, columns, rows.slice(0, most));
}
