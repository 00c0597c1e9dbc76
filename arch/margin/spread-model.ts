// What a kind of cell says of its spread from cell to cell: which fields of a config state it, what the card gives, the two states.

import type { CellStates, Distribution } from "./cell-state.js";
import type { VariationConfig } from "./variation-schema.js";

/** `T` is a card of the kind, `P` its read point, `S` its spreads. */
export interface SpreadModel<T, P, S> {
  /** Fields of `variation` that are of this kind alone. */
  readonly fields: readonly (keyof VariationConfig)[];
  /** What the config leaves out comes from the card. */
  readonly resolve: (config: VariationConfig, technology: T) => S;
  /** At the read point. */
  readonly states: (point: P, spreads: S & { readonly distribution: Distribution }) => CellStates;
}
