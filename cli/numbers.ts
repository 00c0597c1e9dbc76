// Numbers on a command line: options come as text, and what is no number is told by the option's name.
import { ConfigError } from "../sim/errors.js";

/** @throws ConfigError naming the option */
export function wholeNumber(option: string, text: string, low: number, high = Number.MAX_SAFE_INTEGER): number {
  const value = numberOf(text);
  if (Number.isInteger(value) && value >= low && value <= high) return value;
  throw new ConfigError({ path: `--${option}`, message: "not a possible number", found: text, allowed: high === Number.MAX_SAFE_INTEGER ? `whole numbers from ${low}` : `whole numbers ${low} to ${high}` });
}

/** @throws ConfigError naming the option */
export function realNumber(option: string, text: string): number {
  const value = numberOf(text);
  if (Number.isFinite(value)) return value;
  throw new ConfigError({ path: `--${option}`, message: "not a number", found: text, allowed: "a number, e.g. 0.5" });
}

/** Numbers with commas between them. @throws ConfigError naming the option */
export const numberList = (option: string, text: string): number[] => text.split(",").map((part) => realNumber(option, part));

const numberOf = (text: string): number => (text.trim() === "" ? NaN : Number(text));
