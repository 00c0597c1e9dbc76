// How a config states a cell of one kind: the fields of `chip.cell` that the kind has, and the card with their numbers over its own.
import { stated, type Sourced } from "../../provenance/index.js";
import type { CellSpec } from "../../spec/chip-spec.js";
import type { CellConfig } from "../cell-schema.js";

export type CellField = keyof CellConfig;

/** `T` is a card of the kind. */
export interface StatedCell<T> {
  readonly fields: readonly CellField[];
  readonly over: (card: T, cell: CellSpec) => T;
}

/** Fields of every kind. */
export const LAYOUT_FIELDS = ["area", "aspectRatio"] as const satisfies readonly CellField[];

/** Fields of kinds that are told apart by their resistance and written by a current. */
export const SENSED_FIELDS = [
  "resistanceOn", "resistanceOff", "readVoltage", "minSenseVoltage", "readPower",
  "writeCurrent", "setCurrent", "resetCurrent", "writePulse", "setPulse", "resetPulse", "writeEnergy", "setEnergy", "resetEnergy",
  "writeSupply", "accessVoltageDrop", "accessWidth",
] as const satisfies readonly CellField[];

/** A stated number instead of the card's, in the card's unit; `key` is the field. */
export const or = (card: Sourced, value: number | undefined, key: CellField): Sourced =>
  (value === undefined ? card : stated(value, card.unit, `chip.cell.${key}`));

type Layout = { readonly areaF2: Sourced; readonly aspectRatio: Sourced };

/** Area and outline as the config states them. */
export const layoutOver = (card: Layout, cell: CellSpec): Layout => ({
  areaF2: or(card.areaF2, cell.areaF2, "area"),
  aspectRatio: or(card.aspectRatio, cell.aspectRatio, "aspectRatio"),
});

interface Reading { readonly voltageV: Sourced; readonly minSenseVoltageV: Sourced; readonly powerW?: Sourced }

/** What is sensed as the config states it. */
export function readingOver(card: Reading, { readVoltageV, minSenseVoltageV, readPowerW }: CellSpec): Reading {
  const powerW = readPowerW === undefined ? card.powerW : stated(readPowerW, "W", "chip.cell.readPower");
  return {
    voltageV: or(card.voltageV, readVoltageV, "readVoltage"),
    minSenseVoltageV: or(card.minSenseVoltageV, minSenseVoltageV, "minSenseVoltage"),
    ...(powerW === undefined ? {} : { powerW }),
  };
}

/** An energy stated on a card holds for the card's own current, voltage and pulse only. */
export const isAnotherPulse = ({ setCurrentA, resetCurrentA, setPulseS, resetPulseS, setVoltageV, resetVoltageV }: CellSpec): boolean =>
  [setCurrentA, resetCurrentA, setPulseS, resetPulseS, setVoltageV, resetVoltageV].some((figure) => figure !== undefined);

/** What a title adds for a card whose cell the config states. */
export const statedTitle = (title: string): string => `${title}, with the cell as the config states it`;
