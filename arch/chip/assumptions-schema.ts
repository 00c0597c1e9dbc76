// Numbers of the list of assumptions that a config replaces: paths as the list prints them, values with their units.
import { z } from "zod";
import { ConfigError, isConfigError, type ConfigProblem } from "../../sim/errors.js";
import { parseSourcedText, type AssumptionRow } from "../provenance/index.js";
import { chosenCards, listModelCards, unknownPath, type Replacements } from "./model-cards.js";
import type { ChipSpec } from "../spec/chip-spec.js";

export interface StatedNumber {
  readonly value: number;
  readonly unit: string;
}

const ALLOWED = "paths of `pimento list assumptions`, each with a number and its unit, such as logic.combinational: 0.3";

/** Dots of a path may be written as nested sections; gives the numbers by whole path. */
export const assumptionsSchema = z.record(z.string(), z.unknown())
  .meta({ description: "Numbers that results rest on, by the paths of the list of assumptions, replaced by others.", "x-allowed": ALLOWED })
  .transform((section, context): Record<string, StatedNumber> => {
    const found: [string, StatedNumber][] = [];
    for (const { keys, entry } of leaves(section)) {
      const stated = typeof entry === "string" || typeof entry === "number" ? read(String(entry)) : "must be a number with its unit";
      if (typeof stated === "string") context.addIssue({ code: "custom", message: stated, path: [...keys], params: { allowed: ALLOWED } });
      else found.push([keys.join("."), stated]);
    }
    return Object.fromEntries(found);
  });

type Leaf = { readonly keys: readonly string[]; readonly entry: unknown };

function leaves(section: object, before: readonly string[] = []): Leaf[] {
  return Object.entries(section).flatMap(([key, entry]: [string, unknown]): Leaf[] => {
    const keys = [...before, key];
    return typeof entry === "object" && entry !== null && !Array.isArray(entry) ? leaves(entry, keys) : [{ keys, entry }];
  });
}

function read(text: string): StatedNumber | string {
  try {
    return parseSourcedText(text);
  } catch (error) {
    if (isConfigError(error)) return error.problems[0]!.message;
    throw error;
  }
}

/** Throws ConfigError for paths that no number of the chip has, and for numbers of another dimension. */
export function replacementsOf(chip: ChipSpec, stated: Readonly<Record<string, StatedNumber>>): Replacements {
  const rows = new Map(listModelCards(chosenCards(chip)).map((row) => [row.path, row]));
  const problems = Object.entries(stated).flatMap(([path, number]): ConfigProblem[] => {
    const row = rows.get(path);
    if (row === undefined) return [unknownPath(path, [...rows.keys()])];
    return row.unit === number.unit ? [] : [otherUnit(row, number)];
  });
  if (problems.length > 0) throw new ConfigError(problems);
  return Object.fromEntries(Object.entries(stated).map(([path, { value }]) => [path, value]));
}

const named = (unit: string): string => (unit === "1" ? "no unit" : unit);

const otherUnit = (row: AssumptionRow, { value, unit }: StatedNumber): ConfigProblem => ({
  path: `chip.assumptions.${row.path}`,
  message: "is of another dimension",
  found: unit === "1" ? String(value) : `${value} ${unit}`,
  allowed: `a number in ${named(row.unit)}`,
});
