// The kinds of memory cells. To add one: write its file and name it in CELL_KINDS; the type checker then asks for the fields that a
// config may state of it (arch/chip/stated-cells).

import type { CellKind, TechnologyCard } from "./cell-kind.js";
import { dram, type DramCell } from "./dram.js";
import { mtj, type MtjCell } from "./mtj.js";
import { resistive, type ResistiveCell } from "./resistive.js";
import { sram, type SramCell } from "./sram.js";

/** What a card states of its cell, told apart by `kind`. */
export type Cell = MtjCell | ResistiveCell | SramCell | DramCell;

export type CellKindName = Cell["kind"];

/** Cards of one kind, or of some. */
export type TechnologyOf<K extends CellKindName> = TechnologyCard & Extract<Cell, { readonly kind: K }>;

export type MemoryTechnology = TechnologyOf<CellKindName>;
export type MtjTechnology = TechnologyOf<"mtj">;
export type ResistiveTechnology = TechnologyOf<"resistive">;

export const CELL_KINDS = {
  mtj,
  resistive,
  sram,
  dram,
} as const satisfies { readonly [K in CellKindName]: CellKind<Extract<Cell, { readonly kind: K }>> };

/** Kinds that an array can be built of, and their cards. */
export type SensedKind = { [K in CellKindName]: (typeof CELL_KINDS)[K]["sensing"] extends null ? never : K }[CellKindName];
export type SensedTechnology = TechnologyOf<SensedKind>;

/** The kind of a card, for cards of its kind: the one place where a card and its kind are matched by name. */
export const kindOf = <C extends Cell>(card: C): CellKind<C> => CELL_KINDS[card.kind] as unknown as CellKind<C>;

export type {
  CellAccess, CellKind, CellLayout, CellReading, CellWriting, ResistanceSensing, Retention, TechnologyCard, WriteAct,
} from "./cell-kind.js";
export { junctionResistances } from "./mtj.js";
export type { DeviceCard, Junction, MtjCell, Switching, WriteElement, WriteEnergy } from "./mtj.js";
export type { ResistiveCell, ResistiveWrite } from "./resistive.js";
export type { DramCell } from "./dram.js";
export type { SramCell } from "./sram.js";
