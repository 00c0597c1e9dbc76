// Non-uniform channel selection, single-path (ASP-DAC 2021): one round of training with group-sparse channels, in which the subnets are
// sampled at different epochs: each time the network that goes on is the subnet just found, so subnets are nested. Then all are trained
// together. The published sampling rule was not seen: equal parts of one learning-rate cycle and MACs targets stand in for it.
import type { TrainingMethod } from "./method.js";
import { sparsePhases } from "./sparse-rounds.js";

export const singlePath: TrainingMethod = {
  summary: "one round with group-sparse channels, subnets sampled from it at different epochs, then joint training",
  validates: false,
  phases: (site) => sparsePhases(site, ({ name }, n, epochs) => ({
    name: `path to ${name}`,
    subnet: (course) => course.subnets.at(-1)!,
    cycle: { before: epochsOf(epochs.slice(0, n)), epochs: epochsOf(epochs) },
  })),
};

const epochsOf = (parts: readonly number[]): number => parts.reduce((a, b) => a + b, 0);
