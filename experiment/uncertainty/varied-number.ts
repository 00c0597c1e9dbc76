// The numbers of a chip that may be otherwise, and how a value of each is drawn. Draws are independent of each other: correlations
// between numbers, such as the two write currents of one cell, are left out.
import { listModelCards, modelCards } from "../../arch/chip/model-cards.js";
import type { ChipSpec } from "../../arch/spec/chip-spec.js";
import { randomStream } from "../../sim/random.js";

export interface VariedNumber {
  readonly path: string;
  /** SI, or F and F^2; "1" has no dimension. `value`, `low` and `high` are in it. */
  readonly unit: string;
  readonly value: number;
  readonly low: number;
  readonly high: number;
  readonly isWhole: boolean;
  /** log-uniform where the range spans more than a factor of two: then its ends are known by factors, not by differences. */
  readonly distribution: "uniform" | "log-uniform";
}

const WIDE = 2;

/** Every number with a range, in the list's order; a column over temperature is no doubtful number. */
export const variedNumbers = (chip: ChipSpec): VariedNumber[] =>
  listModelCards(modelCards(chip))
    .filter((row) => !row.isColumn && row.high > row.low)
    .map(({ path, unit, value, low, high, isWhole }) => ({
      path,
      unit,
      value,
      low,
      high,
      isWhole,
      distribution: low > 0 && high / low > WIDE ? "log-uniform" : "uniform",
    }));

/** The value at a share of the way, 0 to 1, from low to high. */
export function valueAt({ low, high, isWhole, distribution }: VariedNumber, share: number): number {
  if (isWhole) return Math.min(high, Math.floor(between(distribution, low, high + 1, share)));
  return between(distribution, low, high, share);
}

const between = (distribution: VariedNumber["distribution"], low: number, high: number, share: number): number =>
  distribution === "uniform" ? low + share * (high - low) : Math.min(high, low * (high / low) ** share);

/**
 * Values of all numbers, sample by sample. Each number has a stream of its own: more samples continue the same ones, and a number that
 * joins or leaves changes no other's draws.
 */
export function drawSamples(numbers: readonly VariedNumber[], samples: number, seed: string): Record<string, number>[] {
  const columns = numbers.map((number) => {
    const random = randomStream(seed, "uncertainty", number.path);
    return Array.from({ length: samples }, () => valueAt(number, random.double()));
  });
  return Array.from({ length: samples }, (_, i) => Object.fromEntries(numbers.map(({ path }, n) => [path, columns[n]![i]!])));
}
