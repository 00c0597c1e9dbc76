// Every kind of cell: it has cards, says what it is, and either gives an array what it needs or is refused by its name. What a config
// may state of a cell belongs to its kind.
import { cellSchema, type CellConfig } from "../../../arch/chip/cell-schema.js";
import { checkTechnology } from "../../../arch/chip/chip-technology.js";
import { foreignFields } from "../../../arch/chip/stated-cells/index.js";
import { CELL_KINDS, enduranceWrites, sensedTechnology, type CellKindName } from "../../../arch/technology/index.js";
import { technologies } from "../../fixtures/technologies.js";

const FIELDS = Object.keys(cellSchema.shape) as (keyof CellConfig)[];
/** A config section that states one field; only whether it is there counts. */
const stating = (field: keyof CellConfig): CellConfig => ({ [field]: 1 });

describe.each(Object.entries(CELL_KINDS))("the kind of cell %s", (name, { title, retention, sensing }) => {
  const cards = technologies.map(([, card]) => card).filter(({ kind }) => kind === name);

  it("says what it is and how long it keeps a bit", () => {
    expect(title.length).toBeGreaterThan(5);
    expect(["non-volatile", "while powered", "refreshed"]).toContain(retention);
  });

  it("has a technology, whose cells wear out or do not", () => {
    expect(cards.length).toBeGreaterThan(0);
    for (const card of cards) expect(enduranceWrites(card)).toBeGreaterThan(1e4);
  });

  it("is told apart by resistance, or refused with its own name and what is allowed", () => {
    for (const card of cards) {
      if (sensing !== null) expect(sensedTechnology(card)).toBe(card);
      else expect(() => checkTechnology(card.name)).toThrow(
        new RegExp(`no array model yet for cells of kind ${name}.*${card.name}.*mtj or resistive`)
      );
    }
  });

  it("takes the outline of a cell from a config, and refuses fields of other kinds by field and kind", () => {
    for (const card of cards) {
      expect(foreignFields(card, { area: 50, aspectRatio: 1, accessWidth: 6 })).toEqual([]);
      for (const field of FIELDS) {
        for (const { path, message, allowed } of foreignFields(card, stating(field))) {
          expect(path).toBe(`chip.cell.${field}`);
          expect(message).toContain(`kind ${name}`);
          expect(allowed?.split(", ")).not.toContain(field);
        }
      }
    }
  });
});

it("every field that a config may state of a cell is of some kind, and not every one of all", () => {
  const kindsOf = (field: keyof CellConfig): CellKindName[] =>
    [...new Set(technologies.filter(([, card]) => foreignFields(card, stating(field)).length === 0).map(([, { kind }]) => kind))];
  expect(FIELDS.filter((field) => kindsOf(field).length === 0)).toEqual([]);
  expect(kindsOf("tmr")).toEqual(["mtj"]);
  expect(kindsOf("setVoltage")).toEqual(["resistive"]);
  expect(kindsOf("resistanceOn")).toEqual(["mtj", "resistive"]);
  expect(kindsOf("accessWidth")).toEqual(["mtj", "resistive", "sram", "dram"]);
});
