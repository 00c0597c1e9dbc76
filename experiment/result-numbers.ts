// The numbers and types of results: finite SI numbers in a schema (zod refuses NaN and infinities), plain data for readers.
import { z } from "zod";

/** Any finite number. */
export const number = (description: string) => z.number().meta({ description });
/** A number that is not negative. */
export const amount = (description: string) => z.number().min(0).meta({ description });
/** A whole number that is not negative. */
export const count = (description: string) => z.int().min(0).meta({ description });
/** 0 to 1. */
export const share = (description: string) => z.number().min(0).max(1).meta({ description });

/** What a schema gives, for readers only. */
export type Plain<Value> = Value extends object ? { readonly [Key in keyof Value]: Plain<Value[Key]> } : Value;
