// Numbers on a command line: options come as text, and what is no number is told by the option's name.
import { MOST_IMAGES } from "../experiment/images/named-images.js";
import { ConfigError } from "../sim/errors.js";

/** @throws ConfigError naming the option */
export function wholeNumber(option: string, text: string, low: number, high = Number.MAX_SAFE_INTEGER): number {
  const value = numberOf(text);
  if (Number.isInteger(value) && value >= low && value <= high) return value;
  const allowed = high === Number.MAX_SAFE_INTEGER ? `whole numbers from ${low}` : `whole numbers ${low} to ${high}`;
  throw new ConfigError({ path: `--${option}`, message: "not a possible number", found: text, allowed });
}

/** @throws ConfigError naming the option */
export function realNumber(option: string, text: string): number {
  const value = numberOf(text);
  if (Number.isFinite(value)) return value;
  throw new ConfigError({ path: `--${option}`, message: "not a number", found: text, allowed: "a number, e.g. 0.5" });
}

/** A number of images, at least one. @throws ConfigError naming the option */
export const imageCount = (option: string, text: string): number => wholeNumber(option, text, 1, MOST_IMAGES);

/** Numbers with commas between them. @throws ConfigError naming the option */
export const numberList = (option: string, text: string): number[] => text.split(",").map((part) => realNumber(option, part));

const numberOf = (text: string): number => (text.trim() === "" ? NaN : Number(text));
