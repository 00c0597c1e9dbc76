// A member of the registry of figures of trained networks.
import type { CardResult } from "../../experiment/card-result.js";
import type { Figure } from "../figures/figure.js";

export interface CardFigureKind {
  readonly describe: string;
  /** Null where the cards have nothing to show. */
  readonly draw: (cards: readonly CardResult[]) => Figure | null;
}

/** A checkpoint that is one of several of its training shares its series with them: they were made by one command. */
export const seriesOf = ({ method, command, epochs, seed, dataset }: CardResult): string => JSON.stringify([method, command, epochs, seed, dataset]);

/** What a series is called beside others: its method, and the checkpoint where methods repeat. */
export const seriesLabel = (card: CardResult, all: readonly CardResult[]): string => {
  const isAlone = all.every((other) => other.method !== card.method || seriesOf(other) === seriesOf(card));
  return isAlone ? card.method : `${card.method} (${card.name})`;
};
