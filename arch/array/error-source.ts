// The seam behind every sensed word: where sensing may go wrong. Sub-arrays ask it after each act.
// Only the faultless source exists today; variation adds sources that draw flips by geometric skipping.

/** Positions in the run of bits that one act senses; position = sense x columns + column. */
export interface ErrorSource {
  /** Indices of the wrongly sensed bits among `bits` sensed ones, ascending. Empty means faultless. */
  flips(bits: number): readonly number[];
}

export const faultless: ErrorSource = { flips: () => [] };
