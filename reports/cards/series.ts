// Which trained networks belong together in a figure, and what they are called there.
import type { CardResult } from "../../experiment/checkpoints/card-result.js";

/** A checkpoint that is one of several of its training shares its series with them: they were made by one command. */
export const seriesOf = ({ method, command, epochs, seed, dataset }: CardResult): string =>
  JSON.stringify([method, command, epochs, seed, dataset]);

/** What a series is called beside others: its method, the checkpoint where methods repeat, epochs and images where those differ. */
export function seriesLabel(card: CardResult, all: readonly CardResult[]): string {
  const differs = (of: (one: CardResult) => unknown): boolean => all.some((other) => of(other) !== of(card));
  const isAlone = all.every((other) => other.method !== card.method || seriesOf(other) === seriesOf(card));
  return [
    isAlone ? card.method : `${card.method} (${card.name})`,
    ...(differs(({ epochs }) => epochs) ? [`${card.epochs} epochs`] : []),
    ...(differs(({ dataset }) => dataset) ? [card.dataset] : []),
  ].join(", ");
}
