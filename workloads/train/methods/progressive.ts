// Progressive subnet search (arXiv 2009.05681; IEEE TNNLS 2022): trainable noise ranks the channels of each layer; then, again and again, the
// layer whose last group of channels is missed least on held-out images loses it, with fine-tuning where accuracy falls too far; subnets
// are taken from that nested list at the MACs wanted, and trained together.
// Batch norm is switched per subnet here; the published code shares its scale and shift.
import { ConfigError } from "../../../sim/errors.js";
import { customSubnet } from "../../nets/index.js";
import type { NetworkSpec, Subnet } from "../../nets/index.js";
import { groupChannels, macsOf, macsTargets, sortedByImportance, unreachable } from "../channel-choice.js";
import type { MacsTarget } from "../channel-choice.js";
import { channelNoise, noiseTensor } from "../channel-noise.js";
import type { Course } from "../course.js";
import { backgroundRound, shareEpochs } from "./background-round.js";
import { jointRound } from "./joint-round.js";
import type { MethodSite, Phase, RoundOutcome, SearchPhase, SearchState, SearchStep, SearchTools, TrainingMethod } from "./method.js";

/** The channels left, and how much fine-tuning there has been. */
interface Found {
  readonly channels: readonly number[];
  readonly fineTuned: number;
}

export const progressive: TrainingMethod = {
  summary: "channels ranked by trainable noise, removed layer by layer by held-out accuracy, then joint training",
  validates: true,
  phases: (site): Phase[] => {
    const fineTuning = Math.min(site.options.fineTuneEpochs, Math.max(0, site.options.epochs - 2));
    const { background: [before], joint } = shareEpochs({ ...site, options: { ...site.options, epochs: site.options.epochs - fineTuning } }, 1);
    return [
      backgroundRound({ name: "background with noise", epochs: before!, subnet: (course) => course.subnets[0]!, rules: () => [channelNoise], then: rankedByNoise }),
      searchPhase(site, fineTuning),
      jointRound(joint, (course) => course.subnets),
    ];
  },
};

/** Most tolerant of noise = least important. */
function rankedByNoise(course: Course, { learnedTensor }: RoundOutcome): Course {
  const importance = course.network.channels.map((_, slot) => Float64Array.from(learnedTensor(noiseTensor(slot)), (alpha) => -Math.abs(alpha)));
  return sortedByImportance(course, importance, course.subnets[0]!.channels).course;
}

function searchPhase({ network, subnets, options }: MethodSite, epochs: number): SearchPhase {
  const targets = macsTargets(network, subnets);
  return {
    kind: "search",
    name: "search",
    epochs,
    iterate: async (course, state, tools) => {
      const now = foundSoFar(state, course);
      const step = await removeOneGroup(course, now.channels, options.channelGroups, targets, tools);
      const tuned = await fineTuned(step, now.fineTuned, { below: options.fineTuneBelow, epochs }, tools);
      return searchStep(network, tuned.course, { channels: step.channels, fineTuned: tuned.fineTuned }, tuned.accuracy, targets);
    },
  };
}

const foundSoFar = (state: SearchState | null, course: Course): Found =>
  state === null ? { channels: course.subnets[0]!.channels, fineTuned: 0 } : { channels: state["channels"] as readonly number[], fineTuned: state["fineTuned"] as number };

interface Removal {
  readonly course: Course;
  readonly channels: readonly number[];
  readonly accuracy: number;
}

/** Tries every layer; the first of the best wins. */
async function removeOneGroup(course: Course, channels: readonly number[], groups: number, targets: readonly MacsTarget[], tools: SearchTools): Promise<Removal> {
  const { network } = course;
  const tried = channels.flatMap((count, slot) => {
    const group = groupChannels(network.channels[slot]!, groups);
    return count > group ? [channels.map((other, n) => (n === slot ? other - group : other))] : [];
  });
  if (tried.length === 0) throw unreachable(network, channels, targets.at(-1)!);
  const accuracies = await tools.probe(course, tried.map((counts, n) => customSubnet(network, `candidate${n}`, counts)));
  const best = accuracies.indexOf(Math.max(...accuracies));
  return { course, channels: tried[best]!, accuracy: accuracies[best]! };
}

/** Epochs of fine-tuning until the accuracy is high enough again, or there are none left. */
async function fineTuned({ course, channels, accuracy }: Removal, done: number, limit: { below: number; epochs: number }, tools: SearchTools): Promise<{ course: Course; accuracy: number; fineTuned: number }> {
  const subnet: Subnet = customSubnet(course.network, "candidate", channels);
  let now = { course, accuracy, fineTuned: done };
  while (now.accuracy < limit.below && now.fineTuned < limit.epochs) {
    const next = await tools.fineTune(now.course, subnet, now.fineTuned);
    now = { course: next, accuracy: (await tools.probe(next, [subnet]))[0]!, fineTuned: now.fineTuned + 1 };
  }
  return now;
}

/** Takes a subnet from the list when a target has just been met. */
function searchStep(network: NetworkSpec, course: Course, found: Found, accuracy: number, targets: readonly MacsTarget[]): SearchStep {
  const macs = macsOf(network, found.channels);
  const met = targets.slice(course.subnets.length - 1).filter((target) => macs <= target.macs);
  if (met.length > 1) throw new ConfigError({ path: "train.channelGroups", message: `one group of channels takes the network past ${met.map((target) => target.name).join(" and ")} at once`, found: String(macs), allowed: "more groups, or subnets further apart" });
  const subnets = [...course.subnets, ...met.map((target) => customSubnet(network, target.name, found.channels))];
  return { course: { ...course, subnets }, state: { ...found }, isDone: subnets.length > targets.length, report: `${macs} MACs, ${(100 * accuracy).toFixed(1)} % of held-out images` };
}
