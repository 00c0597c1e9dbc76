// What a CMOS node states: three transistor roadmaps on a temperature grid, three wire levels, a current sense converter.
// Data files give bare table columns; `cmosNode` attaches the source of each, once. Leaves out FinFETs and gate tunnelling.

import { citeSeries, citeValue } from "../../provenance/index.js";
import type { SiUnit, Sourced, SourcedSeries } from "../../provenance/index.js";
import type { SourceKey } from "../../provenance/index.js";

export const ROADMAPS = ["HP", "LOP", "LSTP"] as const;
/** High performance, low operating power, low standby power. */
export type Roadmap = (typeof ROADMAPS)[number];

export const WIRE_LEVELS = ["local", "semiGlobal", "global"] as const;
export type WireLevel = (typeof WIRE_LEVELS)[number];

/** Kelvin; every temperature column of a node is on this grid. */
export const TEMPERATURE_GRID_K = [300, 310, 320, 330, 340, 350, 360, 370, 380, 390, 400] as const;

interface RoadmapTable {
  /** Name of the MASTAR project the projection was computed in. */
  readonly project: string;
  readonly vddV: number;
  readonly thresholdV: number;
  readonly gateLengthM: number;
  readonly gateCapIdealFPerM: number;
  /** One of three fringe components. */
  readonly gateCapFringeFPerM: number;
  readonly gateCapInversionFPerM2: number;
  readonly electronMobilityM2PerVs: number;
  readonly holeMobilityM2PerVs: number;
  /** Width of a PMOS over that of the NMOS it balances. */
  readonly pnRatio: number;
  /** Averages the on resistance over a transition. */
  readonly resistanceMultiplier: number;
  readonly onCurrentNmosAPerM: readonly number[];
  readonly onCurrentPmosAPerM: readonly number[];
  readonly offCurrentNmosAPerM: readonly number[];
  readonly offCurrentPmosAPerM: readonly number[];
}

interface WireTable {
  readonly pitchM: number;
  readonly aspectRatio: number;
  readonly barrierM: number;
  readonly horizontalDielectric: number;
  readonly ildThicknessM: number;
  /** At 293 K. */
  readonly resistivityOhmM: number;
}

interface SenseConverterTable {
  readonly delayS: number;
  readonly energyJ: number;
  readonly leakageW: number;
}

/** Bounds of a converter figure: what the other nodes' figures give when scaled with the feature size. */
type ConverterRanges = Readonly<Record<"delayS" | "energyJ", { readonly low: number; readonly high: number }>>;

export interface CmosNodeTable {
  readonly featureSizeM: number;
  readonly roadmaps: Readonly<Record<Roadmap, RoadmapTable>>;
  readonly wires: Readonly<Record<WireLevel, WireTable>>;
  readonly senseConverter: SenseConverterTable;
  readonly converterRanges: ConverterRanges;
  /** Remarks on columns the source itself doubts, by column name. */
  readonly notes: Readonly<Partial<Record<string, string>>>;
}

type SourcedTable<T> = { readonly [K in keyof T as T[K] extends string ? never : K]: T[K] extends number ? Sourced : SourcedSeries };

export interface CmosNode {
  readonly featureSizeM: number;
  readonly roadmaps: Readonly<Record<Roadmap, SourcedTable<RoadmapTable>>>;
  readonly wires: Readonly<Record<WireLevel, SourcedTable<WireTable>>>;
  readonly senseConverter: SourcedTable<SenseConverterTable> & {
    /** High-performance VDD of the node, at which its energy is taken to hold. */
    readonly supplyV: Sourced;
  };
}

/** Unit and source of each column; columns of the same name have the same source at every node. */
const COLUMNS: Readonly<Record<string, readonly [SiUnit, SourceKey]>> = {
  vddV: ["V", "itrs-mastar5"],
  thresholdV: ["V", "itrs-mastar5"],
  gateLengthM: ["m", "itrs-mastar5"],
  gateCapIdealFPerM: ["F/m", "itrs-mastar5"],
  gateCapFringeFPerM: ["F/m", "itrs-mastar5"],
  gateCapInversionFPerM2: ["F/m^2", "itrs-mastar5"],
  electronMobilityM2PerVs: ["m^2/(V s)", "itrs-mastar5"],
  holeMobilityM2PerVs: ["m^2/(V s)", "itrs-mastar5"],
  pnRatio: ["1", "cacti-7"],
  resistanceMultiplier: ["1", "cacti-7"],
  onCurrentNmosAPerM: ["A/m", "itrs-mastar5"],
  onCurrentPmosAPerM: ["A/m", "itrs-mastar5"],
  offCurrentNmosAPerM: ["A/m", "nvsim-2018"],
  offCurrentPmosAPerM: ["A/m", "nvsim-2018"],
  pitchM: ["m", "itrs-interconnect"],
  aspectRatio: ["1", "itrs-interconnect"],
  barrierM: ["m", "itrs-interconnect"],
  horizontalDielectric: ["1", "itrs-interconnect"],
  ildThicknessM: ["m", "itrs-interconnect"],
  resistivityOhmM: ["ohm m", "itrs-interconnect"],
  delayS: ["s", "nvsim-2018"],
  energyJ: ["J", "nvsim-2018"],
  leakageW: ["W", "nvsim-2018"],
};

/** A node card from its bare tables. */
export function cmosNode(table: CmosNodeTable): CmosNode {
  const { wires, senseConverter, converterRanges, notes } = table;
  const node = `${Math.round(table.featureSizeM * 1e9)} nm`;
  const roadmaps = mapRecord(table.roadmaps, (roadmap) => sourced(roadmap, `${node} ${roadmap.project}`, notes));
  return {
    featureSizeM: table.featureSizeM,
    roadmaps,
    wires: mapRecord(wires, (wire, level) => sourced(wire, `${node} ${level} wires, aggressive`, notes)),
    senseConverter: {
      ...sourced(senseConverter, `${node} current-to-voltage converter`, { ...notes, ...CONVERTER_NOTES }, converterRanges),
      supplyV: roadmaps.HP.vddV,
    },
  };
}

const CONVERTER_DOUBT =
  "rises as features shrink in the source, against scaling; the range spans the other nodes' figures scaled with the feature size";
const CONVERTER_NOTES: CmosNodeTable["notes"] = { delayS: CONVERTER_DOUBT, energyJ: CONVERTER_DOUBT };

function sourced<T extends object>(
  table: T, locator: string, notes: CmosNodeTable["notes"],
  ranges: Readonly<Record<string, { readonly low: number; readonly high: number }>> = {},
): SourcedTable<T> {
  const columns = Object.entries(table).flatMap(([name, entry]: [string, string | number | readonly number[]]) => {
    const column = COLUMNS[name];
    if (column === undefined || typeof entry === "string") return [];
    const [unit, source] = column;
    const note = notes[name] ?? "";
    return [[
      name,
      typeof entry === "number"
        ? citeValue(entry, unit, source, locator, note, ranges[name])
        : citeSeries(entry, unit, source, locator, note),
    ]];
  });
  return Object.fromEntries(columns) as SourcedTable<T>;
}

function mapRecord<K extends string, A, B>(record: Readonly<Record<K, A>>, map: (value: A, key: K) => B): Record<K, B> {
  const entries = Object.entries(record) as [K, A][];
  return Object.fromEntries(entries.map(([key, value]) => [key, map(value, key)])) as Record<K, B>;
}
