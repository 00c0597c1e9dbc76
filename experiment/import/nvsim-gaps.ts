// Lines that NVSim's files leave out. What NVSim takes for them is written down as if it were stated; where it has no value, or takes one
// that Pimento's model of the thing has no room for, Pimento's own is taken and said; what makes another chip of it is refused.
import type { ConfigProblem } from "../../sim/errors.js";
import type { ImportSource } from "./importer.js";
import type { Checkup, ConvertedField } from "./nvsim-keys.js";
import { valueOf, type KeyLine } from "./nvsim-lines.js";

export interface Gaps {
  /** Without any of these names there is nothing to convert; a message shows the first of them. */
  readonly essentials: readonly (readonly string[])[];
  /** NVSim takes the first, which is another thing altogether; the second is allowed. */
  readonly unrepresented: Readonly<Record<string, readonly [string, string]>>;
  /** NVSim's own, as the field that it is. */
  readonly defaults: Readonly<Record<string, ConvertedField>>;
  /** NVSim takes the first word, Pimento the second. */
  readonly others: Readonly<Record<string, readonly [string, string]>>;
  /** NVSim computes with a zero or with whatever the memory holds. */
  readonly valueless: readonly string[];
  /** One of a pair says nothing without the other. */
  readonly pairs?: readonly (readonly [string, string])[];
}

/** Fields and notes for what is left out, and a problem for each gap that nothing can fill. */
export function fillGaps({ file }: ImportSource, lines: readonly KeyLine[], gaps: Gaps): Checkup {
  const isMissing = (key: string): boolean => valueOf(lines, key) === undefined;
  const missingOf = <T>(of: Readonly<Record<string, T>>): [string, T][] => Object.entries(of).filter(([key]) => isMissing(key));
  const filled = missingOf(gaps.defaults);
  return {
    fields: filled.map(([, field]) => field),
    notes: [
      ...filled.map(([key, { value }]) => `${key}: not stated, so it is NVSim's own ${value}`),
      ...missingOf(gaps.others).map(([key, [theirs, ours]]) => `${key}: not stated, for which NVSim takes ${theirs} and Pimento ${ours}`),
      ...gaps.valueless.filter(isMissing).map((key) => `${key}: not stated, and NVSim has no value of its own for it; it is Pimento's`),
    ],
    problems: [
      ...missingOf(gaps.unrepresented).map(([key, [theirs, allowed]]): ConfigProblem =>
        ({ path: file, message: `${key}: not stated, so that NVSim takes ${theirs}, which cannot be represented`, allowed })),
      ...lonely(gaps.pairs ?? [], isMissing).map(([key, other]) => ({ path: file, message: `${key}: not stated beside ${other}` })),
      ...essentialProblems(file, gaps.essentials.filter((names) => names.every(isMissing)).map(([name]) => name!)),
    ],
  };
}

/** [the missing one, the other] */
const lonely = (pairs: NonNullable<Gaps["pairs"]>, isMissing: (key: string) => boolean): (readonly [string, string])[] =>
  pairs.flatMap(([a, b]) => [[a, b], [b, a]] as const).filter(([key, other]) => isMissing(key) && !isMissing(other));

function essentialProblems(path: string, missing: readonly string[]): ConfigProblem[] {
  if (missing.length === 0) return [];
  return [{ path, message: `${missing.join(", ")}: not stated, and nothing can stand in for ${missing.length === 1 ? "it" : "them"}` }];
}
