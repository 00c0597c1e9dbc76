// What a kind of memory cell says of itself, concern by concern. Circuits, device models and margins ask these questions and never
// for a kind by name; a card states only what its kind has. Leaves out peripheral circuits (arch/circuit) and physics (arch/device).

import type { Sourced } from "../../provenance/index.js";

/** What all memory technologies share. */
export interface TechnologyCard {
  readonly name: string;
  readonly title: string;
  /** Node the figures belong to; the cell still scales with F when another node is chosen. */
  readonly nativeFeatureSizeM: Sourced;
}

/** Outline of a cell of any kind. */
export interface CellLayout {
  readonly areaF2: Sourced;
  /** Height (along the bitline) over width (along the wordline). */
  readonly aspectRatio: Sourced;
}

/** How a cell is read by its resistance. */
export interface CellReading {
  /** On the bitline while it is sensed. */
  readonly readVoltageV: number;
  /** Smallest bitline signal the sense latch resolves. */
  readonly minSenseVoltageV: number;
  /** Power of one cell while it is sensed, where a source states it; null to compute it from the levels. */
  readonly statedReadPowerW: number | null;
}

/** One direction of writing. */
export interface WriteAct {
  readonly currentA: number;
  readonly pulseS: number;
  /** What the current flows through besides the access device, ohm. */
  readonly elementOhm: number;
  /** Energy of switching one bit where a source states it; null to compute it from current, supply and pulse. */
  readonly statedEnergyJ: number | null;
}

export interface CellWriting {
  /** To 1. */
  readonly set: WriteAct;
  /** To 0. */
  readonly reset: WriteAct;
  /** Supply that the write current is drawn from. */
  readonly writeSupplyV: number;
  /** Left across the access device while it carries the write current. */
  readonly accessDropV: number;
}

/** Access devices and the lines that open them; widths in feature sizes. */
export interface CellAccess {
  readonly readAccessWidthF: number;
  /** Equal to the read width where one device serves both. */
  readonly writeAccessWidthF: number;
  /** Read and write currents take different paths, through different access devices. */
  readonly hasSeparateReadWritePaths: boolean;
  readonly wordlinesPerRow: 1 | 2;
}

/** Cells that are told apart by their resistance, one access device in series: what the sub-array estimator can build. */
export interface ResistanceSensing<C> {
  /** Ohm of the two states without the access device, as the card states them. */
  readonly resistances: (card: C) => readonly [lowOhm: number, highOhm: number];
  /** A logical 1 is the state of high resistance. */
  readonly oneIsHigh: (card: C) => boolean;
  readonly reading: (card: C) => CellReading;
  readonly writing: (card: C) => CellWriting;
  readonly access: (card: C) => CellAccess;
}

/** How long a bit stays: without power, as long as there is power, or until it must be refreshed. */
export type Retention = "non-volatile" | "while powered" | "refreshed";

/** A kind of cell; `C` is what its cards state beside `TechnologyCard`. */
export interface CellKind<C> {
  /** In words, for lists and errors. */
  readonly title: string;
  readonly retention: Retention;
  /** A magnet keeps the bit: its figures rest on the constants of magnetism too. */
  readonly isMagnetic: boolean;
  /** Null: not told apart by resistance, and no array model takes it otherwise yet. */
  readonly sensing: ResistanceSensing<C> | null;
  /** Writes one cell survives; Infinity for a kind that does not wear. */
  readonly enduranceWrites: (card: C) => number;
}
