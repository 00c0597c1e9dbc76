// Sensing errors that come anew each time: every sensed column errs on its own, with the probability of its level.
// Drawn by geometric skipping at the largest of these probabilities and thinned, so that the cost goes with the errors.

import type { ErrorSource, OnFlip, SensedAct } from "../array/error-source.js";
import type { RandomStream } from "../../sim/random.js";
import type { Misreading } from "./levels.js";

/** Misreadings of an operation by count of ones. */
export type MisreadingsOf = (operation: string) => readonly (readonly Misreading[])[];

/** The errors of one sub-array. */
export class RandomErrors implements ErrorSource {
  readonly isFaultless = false;

  /** @param random of one sub-array, so that the order in which sub-arrays work does not matter */
  constructor(readonly misreadingsOf: MisreadingsOf, readonly random: RandomStream) {}

  /** Calls `onFlip` for the columns of an act that are misread this time. */
  forEachFlip(act: SensedAct, onFlip: OnFlip): void {
    const byOnes = this.misreadingsOf(act.operation);
    const most = Math.min(1, Math.max(...byOnes.map(totalOf)));
    if (most === 0) return;
    const end = act.senses * act.columns;
    for (let at = this.random.geometric(most); at < end; at += 1 + this.random.geometric(most)) {
      const sense = Math.floor(at / act.columns);
      const column = at % act.columns;
      let left = this.random.double() * most;
      for (const { flips, probability } of byOnes[onesAt(act, sense, column)]!) {
        left -= probability;
        if (left >= 0) continue;
        onFlip(sense, column, flips);
        break;
      }
    }
  }
}

const totalOf = (wrong: readonly Misreading[]): number => wrong.reduce((sum, { probability }) => sum + probability, 0);

function onesAt(act: SensedAct, sense: number, column: number): number {
  let ones = 0;
  for (let operand = 0; operand < act.operands; operand++) ones += act.bitAt(act.rowAt(sense, operand), column);
  return ones;
}
