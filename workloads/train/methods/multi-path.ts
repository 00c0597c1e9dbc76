// Non-uniform channel selection, multi-path (Yang, He, Angizi and Fan, DAC 2020): the background network is retrained once for every subnet
// with group-sparse channels, each time the channels that remain are chosen from those of the subnet before; then all are trained together.
// The published regulariser and thresholds were not seen: group lasso and a MACs target stand in for them.
import type { TrainingMethod } from "./method.js";
import { sparsePhases } from "./sparse-rounds.js";

export const multiPath: TrainingMethod = {
  summary: "the full network retrained with group-sparse channels for each subnet, nested channels chosen by norm, then joint training",
  validates: false,
  phases: (site) => sparsePhases(site, ({ name }) => ({ name: `background for ${name}`, subnet: (course) => course.subnets[0]! })),
};
