// What the methods that choose channels by their weights share: a round with group-sparse channels for each target, at whose end the
// channels that the previous subnet keeps are sorted by norm and the least of them removed until the target's MACs are met; then joint
// training.
import { customSubnet, sameChannels } from "../../nets/index.js";
import { importanceByNorm, macsOf, macsTargets, narrowedTo, overshot, sortedByImportance } from "../channel-choice.js";
import type { MacsTarget } from "../channel-choice.js";
import type { Course } from "../course.js";
import { groupLasso } from "../group-lasso.js";
import { backgroundRound, shareEpochs } from "./background-round.js";
import type { BackgroundRound } from "./background-round.js";
import { jointRound } from "./joint-round.js";
import type { MethodSite, Phase } from "./method.js";

/** What a method has of its own in the round of one target. */
type OwnPart = Pick<BackgroundRound, "name" | "cycle" | "subnet">;

/**
 * @param own the round's own part, given its target, its number and the epochs of all such rounds
 * @throws ConfigError when there is no target, or too few epochs
 */
export function sparsePhases(site: MethodSite, own: (target: MacsTarget, n: number, epochs: readonly number[]) => OwnPart): Phase[] {
  const { network, subnets, options } = site;
  const targets = macsTargets(network, subnets, options.channelGroups);
  const { background, joint } = shareEpochs(site, targets.length);
  const rounds = targets.map((target, n) => backgroundRound({
    ...own(target, n, background),
    epochs: background[n]!,
    rules: (course) => [groupLasso(options.sparsity, course.subnets.at(-1)!.channels)],
    then: (course) => withRankedSubnet(course, target, options.channelGroups),
  }));
  return [...rounds, jointRound(joint, (course) => course.subnets)];
}

/** The course with the target's subnet behind the others. @throws ConfigError when the target cannot be met */
function withRankedSubnet(course: Course, target: MacsTarget, groups: number): Course {
  const kept = course.subnets.at(-1)!.channels;
  const sorted = sortedByImportance(course, importanceByNorm(course), kept);
  const channels = narrowedTo(course.network, sorted.importance, kept, target, groups);
  if (sameChannels(channels, kept)) throw overshot(target, macsOf(course.network, channels));
  return { ...sorted.course, subnets: [...course.subnets, customSubnet(course.network, target.name, channels)] };
}
