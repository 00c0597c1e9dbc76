// Slimmable training: the declared widths together from the first step, batch norm per width.
import { jointRound } from "./joint-round.js";
import type { TrainingMethod } from "./method.js";

export const uniform: TrainingMethod = {
  summary: "all widths in every step, the full one with labels, narrower ones distilled from it, batch norm per width",
  validates: false,
  phases: ({ options, subnets }) => [jointRound(options.epochs, () => subnets)],
};
