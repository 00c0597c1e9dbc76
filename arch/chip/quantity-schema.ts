// Schema pieces that every room's part of the config is made of: quantities as text with a unit, whole numbers, shares, names.
// Each carries in its JSON Schema the sentence that an error shows as "allowed" (x-allowed).
import { z } from "zod";
import { isConfigError } from "../../sim/errors.js";
import { quantity, quantityInF, quantityInF2, type SiUnit } from "../../sim/quantity.js";

export interface QuantityRange {
  readonly description: string;
  /** As a person writes it, shown in errors and in editors: "200 mW". */
  readonly example: string;
  /** Bounds, inclusive, as text with units. Without `min` a quantity must be above zero. */
  readonly min?: string;
  readonly max?: string;
  /** Accept "infinite" as well, giving Infinity. */
  readonly allowInfinite?: boolean;
}

/** A quantity written with its unit; gives the number in the SI `unit`. */
export function quantityField(unit: SiUnit, range: QuantityRange) {
  const allowed =
    `a quantity with its unit${wording(range)}, such as ${range.example}${range.allowInfinite === true ? ", or infinite" : ""}`;
  return z
    .string()
    .meta({ description: range.description, examples: [range.example], "x-allowed": allowed })
    .transform((text, context): number => {
      const value = parse(text, unit, range);
      if (typeof value === "number") return value;
      context.addIssue({ code: "custom", message: value, params: { allowed } });
      return 0;
    });
}

/** A length or an area counted in feature sizes of the process; gives the count. */
export function featureSizesField(
  unit: "F" | "F^2", range: { readonly description: string; readonly example: string; readonly min: number; readonly max: number },
) {
  const allowed = `a quantity from ${range.min} to ${range.max} ${unit}, such as ${range.example}`;
  return z
    .string()
    .meta({ description: range.description, examples: [range.example], "x-allowed": allowed })
    .transform((text, context): number => {
      const value = countOf(text, unit);
      if (typeof value === "number" && value >= range.min && value <= range.max) return value;
      context.addIssue({ code: "custom", message: typeof value
        === "string" ? value : value < range.min ? "is too small" : "is too large", params: { allowed } });
      return 0;
    });
}

function countOf(text: string, unit: "F" | "F^2"): number | string {
  try {
    return unit === "F" ? quantityInF(text) : quantityInF2(text);
  } catch (error) {
    if (isConfigError(error)) return error.problems[0]!.message;
    throw error;
  }
}

/** A ratio, bare or in percent: 1.5 or "150 %". */
export function ratioField(range: QuantityRange & { readonly least: number; readonly most: number }) {
  const allowed = `a number from ${range.least} to ${range.most}, or a percentage such as ${range.example}`;
  const inRange = (value: number): boolean => value >= range.least && value <= range.most;
  const percentage = quantityField("%", range).refine(inRange, "is out of range");
  return z.union([z.number().refine(inRange, "is out of range"), percentage])
    .meta({ description: range.description, "x-allowed": allowed });
}

function wording({ min, max }: QuantityRange): string {
  if (min !== undefined && max !== undefined) return ` from ${min} to ${max}`;
  if (min !== undefined) return ` of at least ${min}`;
  return max === undefined ? " above zero" : ` above zero, up to ${max}`;
}

/** The number, or what is wrong with the text. */
function parse(text: string, unit: SiUnit, { min, max, allowInfinite = false }: QuantityRange): number | string {
  try {
    const value = quantity(text, unit, { allowInfinite });
    if (min === undefined && !(value > 0)) return "must be above zero";
    if (min !== undefined && value < quantity(min, unit)) return "is too small";
    if (max !== undefined && value > quantity(max, unit)) return "is too large";
    return value;
  } catch (error) {
    if (isConfigError(error)) return error.problems[0]!.message;
    throw error;
  }
}

/** A whole number within inclusive bounds. */
export const wholeNumber = (min: number, max: number, description: string) =>
  z.int().min(min).max(max).meta({ description, "x-allowed": `a whole number from ${min} to ${max}` });

/** 2, 4, 8 ... up to `max`. */
export const powerOfTwo = (min: number, max: number, description: string) =>
  z.int().min(min).max(max)
    .refine((value) => value < min || Number.isInteger(Math.log2(value)), "must be a power of two")
    .meta({ description, "x-allowed": `a power of two from ${min} to ${max}` });

/** A share between 0 and 1, both included. */
export const shareField = (description: string) => z.number().min(0).max(1).meta({ description, "x-allowed": "a number from 0 to 1" });

/** One of the names in a list or registry. */
export const nameOf = <const T extends string>(names: readonly T[], description: string) =>
  z.enum(names as readonly [T, ...T[]]).meta({ description, "x-allowed": names.join(", ") });

/** The keys of a registry, for `nameOf`. */
export const namesIn = <T extends object>(registry: T): (keyof T & string)[] => Object.keys(registry) as (keyof T & string)[];
