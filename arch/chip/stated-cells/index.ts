// What a config may state of each kind of cell.
import { kindOf, type CellKindName, type MemoryTechnology, type TechnologyOf } from "../../technology/index.js";
import type { CellSpec } from "../../spec/chip-spec.js";
import type { ConfigProblem } from "../../../sim/errors.js";
import type { CellConfig } from "../cell-schema.js";
import { statedMtj } from "./mtj.js";
import { statedResistive } from "./resistive.js";
import { LAYOUT_FIELDS, layoutOver, or, statedTitle, type CellField, type StatedCell } from "./stated-cell.js";

const STATED_CELLS: { readonly [K in CellKindName]: StatedCell<TechnologyOf<K>> } = {
  mtj: statedMtj,
  resistive: statedResistive,
  sram: accessedBy(),
  dram: accessedBy(),
};

/** Kinds of which only outline and access device can be stated. */
function accessedBy<T extends TechnologyOf<"sram" | "dram">>(): StatedCell<T> {
  return {
    fields: [...LAYOUT_FIELDS, "accessWidth"],
    over: (card, cell) => ({
      ...card,
      title: statedTitle(card.title),
      cell: {
        ...card.cell, ...layoutOver(card.cell, cell), accessWidthF: or(card.cell.accessWidthF, cell.readAccessWidthF, "accessWidth"),
      },
    }),
  };
}

const statedCellOf = <T extends MemoryTechnology>(card: T): StatedCell<T> => STATED_CELLS[card.kind] as unknown as StatedCell<T>;

/** The card with the numbers that a config states over its own. */
export const withCell = (card: MemoryTechnology, cell: CellSpec): MemoryTechnology => statedCellOf(card).over(card, cell);

/** A problem for each field of `chip.cell` that cells of the card's kind have not. */
export function foreignFields(card: MemoryTechnology, config: CellConfig): ConfigProblem[] {
  const { fields } = statedCellOf(card);
  const given = (Object.keys(config) as CellField[]).filter((field) => config[field] !== undefined && !fields.includes(field));
  return given.map((field) => ({
    path: `chip.cell.${field}`,
    message: `a cell of kind ${card.kind} (${kindOf(card).title}, technology ${card.name}) has no such field`,
    allowed: fields.join(", "),
  }));
}
