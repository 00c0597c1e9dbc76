// A member of the registry of figures of trained networks.
import type { CardResult } from "../../experiment/card-result.js";
import type { Figure } from "../figures/figure.js";

export interface CardFigureKind {
  readonly describe: string;
  /** Null where the cards have nothing to show. */
  readonly draw: (cards: readonly CardResult[]) => Figure | null;
}

/** A checkpoint that is one of several of its training shares its series with them. */
export const seriesOf = ({ method, network, epochs, seed, dataset }: CardResult): string => JSON.stringify([method, network.replace(/-\d\.\d\dx$/, ""), epochs, seed, dataset]);

/** What a series is called beside others: the method, with the epochs where methods repeat. */
export const seriesLabel = (card: CardResult, all: readonly CardResult[]): string => {
  const isAlone = all.every((other) => other.method !== card.method || seriesOf(other) === seriesOf(card));
  return isAlone ? card.method : `${card.method}, ${card.network}, ${card.epochs} epochs, seed ${card.seed}`;
};
