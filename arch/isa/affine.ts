// Affine index expressions: how an operand depends on the loops around an instruction.

/** value = base + sum of terms[index] x current value of that loop (or "lane"). */
export interface Affine {
  readonly base: number;
  readonly terms?: Readonly<Record<string, number>>;
}

/** Current value of every enclosing loop, and of `lane`. */
export type Indices = Readonly<Record<string, number>>;

/** An expression that depends on no loop. */
export const constant = (base: number): Affine => ({ base });

/** Value of an affine expression; loops that are not in `indices` count as an error of the program. */
export function evaluate(expression: Affine, indices: Indices): number {
  let value = expression.base;
  for (const name in expression.terms) {
    const index = indices[name];
    if (index === undefined) throw new RangeError(`no loop "${name}" around this instruction`);
    value += expression.terms[name]! * index;
  }
  return value;
}
