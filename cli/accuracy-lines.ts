// What a network that has just been made can do, as lines for the terminal.
import type { CheckpointCard } from "../workloads/checkpoint/index.js";

/** One line a subnet; none where accuracy was not measured. */
export const accuracyLines = ({ accuracy, testImages }: CheckpointCard): string[] =>
  Object.entries(accuracy ?? {}).map(([subnet, share]) => `${subnet}  ${(100 * share).toFixed(2)} % of ${testImages} test images`);
