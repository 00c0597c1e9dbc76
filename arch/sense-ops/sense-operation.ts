// What a sense amplifier can compute from several open rows: a function of how many of the sensed cells hold a 1.
// The count sets the bitline current; a reference current in every gap where the function changes decides it.
// Leaves out margins and error rates (device models) and which end of the current scale a 1 is.

export type Bit = 0 | 1;

export interface SenseOperation {
  readonly name: string;
  /** Rows opened together, 1 to 3. */
  readonly rowsActivated: 1 | 2 | 3;
  /** Names of the output bits, in the order `truth` gives them. */
  readonly outputs: readonly string[];
  /** Output bits for 0 to rowsActivated ones among the sensed cells. */
  readonly truth: (countOfOnes: number) => readonly Bit[];
  /** Gap g lies between counts g and g + 1; one reference per gap where any output changes, rising. */
  readonly references: readonly number[];
  /** Logic that joins the decisions of several references, per sense amplifier, in two-input NAND equivalents. */
  readonly extraGates: number;
}

/** Decisions one sensing needs: as many latches in parallel, or as many sensing cycles. */
export function referenceCount(operation: SenseOperation): number {
  return operation.references.length;
}
