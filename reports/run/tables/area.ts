// What the chip is made of.
import type { AreaPart, RunResult } from "../../../experiment/run/result.js";
import { tableOf, type ColumnOf, type Table } from "../../formats/table.js";

/** One part a row: m^2 and W of one and of all, and their shares of the chip's. */
export function areaTable(result: RunResult): Table {
  const { areaM2, leakageW, parts, preset } = result.chip;
  const columns: readonly ColumnOf<AreaPart>[] = [
    { key: "part", title: "part", unit: null, of: ({ part }) => part },
    { key: "count", title: "count", unit: "count", of: ({ count }) => count },
    { key: "areaM2", title: "area of one", unit: "m^2", of: (part) => part.areaM2 },
    { key: "totalAreaM2", title: "area", unit: "m^2", of: (part) => part.count * part.areaM2 },
    { key: "areaShareRatio", title: "share", unit: "%", of: (part) => (areaM2 > 0 ? (part.count * part.areaM2) / areaM2 : 0) },
    { key: "totalLeakageW", title: "leakage", unit: "W", of: (part) => part.count * part.leakageW },
    { key: "leakageShareRatio", title: "share", unit: "%", of: (part) => (leakageW > 0 ? (part.count * part.leakageW) / leakageW : 0) },
  ];
  return tableOf("area", `Area and leakage of ${preset}`, columns, parts);
}
