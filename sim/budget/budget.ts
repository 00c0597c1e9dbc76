// What a power meter asks of a budget. The limit may vary with time, be known ahead or not, and follow what happens in the run:
// a schedule, a harvester, a governor. Whole picowatts.

/** A power limit over time. All powers are of the whole machine, leakage included [pW]. */
export interface Budget {
  /**
   * The limit that holds over all of [fromPs, toPs), and at least at fromPs, as far as it is known at fromPs.
   * An act starts only below it, so a limit that is known ahead is never exceeded.
   */
  leastPw(fromPs: number, toPs: number): number;
  /** The most that any start from a time on can have for a whole duration; Infinity where the future is not known. */
  mostPw(fromPs: number, durationPs: number): number;
  /** The limit of all time below which every act fits; 0 where the future is not known. */
  readonly floorPw: number;
  /** When the limit is known to change next after a time; Infinity if never, or if nobody knows. */
  nextChangePs(afterPs: number): number;
  /**
   * For limits that change without notice: has the meter called at each change, during the run. Acts under way go on, and what
   * they draw above a fallen limit is accounted as excess. Left out by budgets that are known ahead.
   */
  readonly watch?: (onChange: () => void) => void;
}

/** A member of the registry: how a budget comes from what a config states. */
export interface BudgetKind<Spec> {
  readonly summary: string;
  readonly build: (spec: Spec) => Budget;
}
