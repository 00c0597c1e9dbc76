// The numbers and types of results: finite SI numbers in a schema (zod refuses NaN and infinities), plain data for readers.
import { z } from "zod";

export const number = (description: string) => z.number().meta({ description });
export const amount = (description: string) => z.number().min(0).meta({ description });
export const count = (description: string) => z.int().min(0).meta({ description });
export const share = (description: string) => z.number().min(0).max(1).meta({ description });

/** What a schema gives, for readers only. */
export type Plain<Value> = Value extends object ? { readonly [Key in keyof Value]: Plain<Value[Key]> } : Value;
