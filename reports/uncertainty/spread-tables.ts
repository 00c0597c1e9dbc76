// Quantiles of the chip and its subnets, or of the array and its operations: as stated, 5 %, 50 % and 95 %.
import { METRICS } from "../../experiment/metrics/index.js";
import type { Spread, SubjectSpread, UncertaintyReport } from "../../experiment/uncertainty/uncertainty-result.js";
import type { SiUnit } from "../../sim/quantity.js";
import { tableOf, type ColumnOf, type Table } from "../formats/table.js";
import { FIGURES, subjectWord, workWords } from "./words.js";

type NamedSpread = readonly [string, Spread];

/** What every subject has quantiles of. */
export type Quantity = keyof Omit<SubjectSpread, "name">;

interface QuantityWords {
  readonly name: string;
  readonly label: string;
  readonly unit: SiUnit;
  /** Of the columns' keys. */
  readonly suffix: string;
}

const { energyJ, latencyS } = FIGURES;

const QUANTITIES: Readonly<Record<Quantity, QuantityWords>> = {
  energyJ: { name: "energy", ...energyJ, suffix: "J" },
  latencyS: { name: "latency", ...latencyS, suffix: "S" },
  energyRatio: { name: "energy-ratio", label: `${energyJ.label} relative to`, unit: "1", suffix: "Ratio" },
  latencyRatio: { name: "latency-ratio", label: `${latencyS.label} relative to`, unit: "1", suffix: "Ratio" },
};

/** One subject a row; ratios are plain numbers over the reference subject's. */
export function subjectTable(report: UncertaintyReport, quantity: Quantity): Table {
  const { name, label, unit, suffix } = QUANTITIES[quantity];
  const words = suffix === "Ratio" ? `${label} ${report.reference}` : `${label} of ${workWords(report)}`;
  const title = `${report.name}: ${words}, ${samplesText(report)}`;
  const rows = report.subjects.map((subject): NamedSpread => [subject.name, subject[quantity]]);
  return tableOf(`uncertainty-${name}`, title, spreadColumns(subjectWord(report), unit, suffix), rows);
}

/** Area of the whole system in m^2, one row. */
export function areaTable({ name, system, areaM2 }: UncertaintyReport): Table {
  const { label, unit } = METRICS.array.areaM2;
  return tableOf("uncertainty-area", `${name}: ${label}`, spreadColumns("", unit, "M2"), [[system, areaM2]]);
}

/** Leakage of the whole system in W, one row. */
export function leakageTable({ name, system, leakageW }: UncertaintyReport): Table {
  const { label, unit } = METRICS.array.leakageW;
  return tableOf("uncertainty-leakage", `${name}: ${label}`, spreadColumns("", unit, "W"), [[system, leakageW]]);
}

function samplesText({ figures, samples }: UncertaintyReport): string {
  const taken = figures.filter((each) => each !== null).length;
  return taken === samples ? `${taken} samples` : `the ${taken} of ${samples} samples that are not refused`;
}

function spreadColumns(first: string, unit: SiUnit, suffix: string): ColumnOf<NamedSpread>[] {
  const column = (key: keyof Spread, words: string): ColumnOf<NamedSpread> =>
    ({ key: `${key}${suffix}`, title: words, unit, of: ([, spread]) => spread[key] });
  return [
    { key: "name", title: first, unit: null, of: ([each]) => each },
    column("nominal", "as stated"), column("low", "5 %"), column("median", "50 %"), column("high", "95 %"),
  ];
}

