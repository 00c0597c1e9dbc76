// The seam behind every sensed word: where sensing may go wrong. Sub-arrays show it each act; it says which bits came out wrong.
// Sources that follow from device variation are in arch/margin.

/** Rows opened together, several times over, and sensed in columns 0 to `columns` - 1. */
export interface SensedAct {
  /** Member of the sense-operation registry. */
  readonly operation: string;
  /** How often rows are opened. */
  readonly senses: number;
  readonly columns: number;
  /** Rows opened together. */
  readonly operands: number;
  readonly rowAt: (sense: number, operand: number) => number;
  /** Acts of one shape open the same rows in the same order. */
  readonly shape: string;
  readonly bitAt: (row: number, column: number) => number;
}

/** Told of each wrongly sensed column of a sense; bit o of `flips` is set where output o is wrong. */
export type OnFlip = (sense: number, column: number, flips: number) => void;

export interface ErrorSource {
  /** Never errs: sub-arrays do not even ask. */
  readonly isFaultless: boolean;
  readonly forEachFlip: (act: SensedAct, onFlip: OnFlip) => void;
}

export const faultless: ErrorSource = { isFaultless: true, forEachFlip: () => undefined };
