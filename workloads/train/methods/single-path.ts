// Non-uniform channel selection, single-path (ASP-DAC 2021): one round of training with group-sparse channels, in which the subnets are sampled
// at different epochs: each time the network that goes on is the subnet just found, so subnets are nested. Then all are trained together.
// The published sampling rule was not seen: equal parts of one learning-rate cycle and MACs targets stand in for it.
import { macsTargets } from "../channel-choice.js";
import { groupLasso } from "../group-lasso.js";
import { backgroundRound, shareEpochs } from "./background-round.js";
import { jointRound } from "./joint-round.js";
import type { Phase, TrainingMethod } from "./method.js";
import { withRankedSubnet } from "./ranked-subnet.js";

export const singlePath: TrainingMethod = {
  summary: "one round with group-sparse channels, subnets sampled from it at different epochs, then joint training",
  validates: false,
  phases: (site): Phase[] => {
    const { network, subnets, options } = site;
    const targets = macsTargets(network, subnets);
    const { background, joint } = shareEpochs(site, targets.length);
    const total = background.reduce((a, b) => a + b, 0);
    const sample = targets.map((target, n) => backgroundRound({
      name: `path to ${target.name}`,
      epochs: background[n]!,
      cycle: { before: background.slice(0, n).reduce((a, b) => a + b, 0), epochs: total },
      subnet: (course) => course.subnets.at(-1)!,
      rules: (course) => [groupLasso(options.sparsity, course.subnets.at(-1)!.channels)],
      then: (course) => withRankedSubnet(course, target, options.channelGroups),
    }));
    return [...sample, jointRound(joint, (course) => course.subnets)];
  },
};
