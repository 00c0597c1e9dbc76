// Non-uniform channel selection, multi-path (Yang, He, Angizi and Fan, DAC 2020): the background network is retrained once for every subnet
// with group-sparse channels, each time the channels that remain are chosen from those of the subnet before; then all are trained together.
// The published regulariser and thresholds were not seen: group lasso and a MACs target stand in for them.
import { macsTargets } from "../channel-choice.js";
import { groupLasso } from "../group-lasso.js";
import { backgroundRound, shareEpochs } from "./background-round.js";
import { jointRound } from "./joint-round.js";
import type { Phase, TrainingMethod } from "./method.js";
import { withRankedSubnet } from "./ranked-subnet.js";

export const multiPath: TrainingMethod = {
  summary: "the full network retrained with group-sparse channels for each subnet, nested channels chosen by norm, then joint training",
  validates: false,
  phases: (site): Phase[] => {
    const { network, subnets, options } = site;
    const targets = macsTargets(network, subnets);
    const { background, joint } = shareEpochs(site, targets.length);
    const retrain = targets.map((target, n) => backgroundRound({
      name: `background for ${target.name}`,
      epochs: background[n]!,
      subnet: (course) => course.subnets[0]!,
      rules: (course) => [groupLasso(options.sparsity, course.subnets.at(-1)!.channels)],
      then: (course) => withRankedSubnet(course, target, options.channelGroups),
    }));
    return [...retrain, jointRound(joint, (course) => course.subnets)];
  },
};
