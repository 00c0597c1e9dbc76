// Progressive subnet search (arXiv 2009.05681; IEEE TNNLS 2022): trainable noise ranks the channels of each layer; then, again and again,
// the layer whose last group of channels is missed least on held-out images loses it, with fine-tuning where accuracy falls too far;
// subnets are taken from that nested list at the MACs wanted, and trained together. Batch norm is switched per subnet here; the published
// code shares its scale and shift.
import { groupDigits } from "../../../sim/digits.js";
import { customSubnet } from "../../nets/index.js";
import type { NetworkSpec } from "../../nets/index.js";
import { groupChannels, macsOf, macsTargets, overshot, sortedByImportance, unreachable } from "../channel-choice.js";
import type { MacsTarget } from "../channel-choice.js";
import { channelNoise, noiseTensor } from "../channel-noise.js";
import type { Course } from "../course.js";
import { backgroundRound, shareEpochs } from "./background-round.js";
import { jointRound } from "./joint-round.js";
import type { MethodSite, Phase, RoundOutcome, SearchPhase, SearchState, SearchStep, SearchTools, TrainingMethod } from "./method.js";

/** The channels left, their accuracy on held-out images, and how much fine-tuning there has been. */
interface Found {
  readonly channels: readonly number[];
  readonly accuracy: number;
  readonly fineTuned: number;
}

export const progressive: TrainingMethod = {
  summary: "channels ranked by trainable noise, removed layer by layer by held-out accuracy, then joint training",
  validates: true,
  phases: (site): Phase[] => {
    const fineTuning = Math.min(site.options.fineTuneEpochs, Math.max(0, site.options.epochs - 2));
    const { background: [before], joint } = shareEpochs(
      { ...site, options: { ...site.options, epochs: site.options.epochs - fineTuning } }, 1
    );
    return [
      backgroundRound({ name: "background with noise", epochs: before!, subnet: (course) => course.subnets[0]!, rules: () =>
        [channelNoise], then: rankedByNoise }),
      searchPhase(site, fineTuning),
      jointRound(joint, (course) => course.subnets),
    ];
  },
};

/** Most tolerant of noise = least important. */
function rankedByNoise(course: Course, { learnedTensor }: RoundOutcome): Course {
  const importance = course.network.channels.map(
    (_, slot) => Float64Array.from(learnedTensor(noiseTensor(slot)), (alpha) => -Math.abs(alpha))
  );
  return sortedByImportance(course, importance, course.subnets[0]!.channels).course;
}

function searchPhase({ network, subnets, options }: MethodSite, epochs: number): SearchPhase {
  const targets = macsTargets(network, subnets, options.channelGroups);
  return {
    kind: "search",
    name: "search",
    epochs,
    iterate: async (course, state, tools) => {
      const now = foundSoFar(state, course);
      const isTooWeak = now.accuracy < options.fineTuneBelow && now.fineTuned < epochs;
      const next = isTooWeak ? await fineTuned(course, now, tools) : {
        course, found: await withoutOneGroup(course, now, options.channelGroups, targets, tools),
      };
      return searchStep(network, next.course, next.found, targets);
    },
  };
}

const foundSoFar = (state: SearchState | null, course: Course): Found =>
  state === null ? { channels: course.subnets[0]!.channels, accuracy: 1, fineTuned: 0 } : (state as unknown as Found);

/** Tries every layer; among the best the one that leaves the fewest multiply-accumulates wins. */
async function withoutOneGroup(
  course: Course, found: Found, groups: number, targets: readonly MacsTarget[], tools: SearchTools,
): Promise<Found> {
  const { network } = course;
  const tried = found.channels.flatMap((count, slot) => {
    const group = groupChannels(network.channels[slot]!, groups);
    return count > group ? [found.channels.map((other, n) => (n === slot ? other - group : other))] : [];
  });
  if (tried.length === 0) throw unreachable(network, found.channels, targets.at(-1)!);
  const accuracies = await tools.probe(course, tried.map((counts, n) => customSubnet(network, `candidate${n}`, counts)));
  const accuracy = Math.max(...accuracies);
  const [channels] = tried.filter((_, n) => accuracies[n] === accuracy).sort((a, b) => macsOf(network, a) - macsOf(network, b));
  return { ...found, channels: channels!, accuracy };
}

/** One epoch, so that nothing more is lost when the training is stopped. */
async function fineTuned(course: Course, found: Found, tools: SearchTools): Promise<{ course: Course; found: Found }> {
  const subnet = customSubnet(course.network, "candidate", found.channels);
  const next = await tools.fineTune(course, subnet, found.fineTuned);
  const [accuracy] = await tools.probe(next, [subnet]);
  return { course: next, found: { ...found, accuracy: accuracy!, fineTuned: found.fineTuned + 1 } };
}

/** Takes a subnet from the list when a target has just been met. */
function searchStep(network: NetworkSpec, course: Course, found: Found, targets: readonly MacsTarget[]): SearchStep {
  const macs = macsOf(network, found.channels);
  const met = targets.slice(course.subnets.length - 1).filter((target) => macs <= target.macs);
  if (met.length > 1) throw overshot(met[1]!, macs);
  const subnets = [...course.subnets, ...met.map((target) => customSubnet(network, target.name, found.channels))];
  return {
    course: { ...course, subnets }, state: { ...found }, isDone: subnets.length > targets.length, spentEpochs: found.fineTuned,
    report: `${groupDigits(macs)} MACs, ${(100 * found.accuracy).toFixed(1)} % of held-out images, `
      + `${found.fineTuned} epochs of fine-tuning`,
  };
}
