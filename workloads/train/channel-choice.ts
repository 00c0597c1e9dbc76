// Which channels narrow subnets keep: channels ranked inside each slot, groups of the least important removed one after the other until
// a subnet is small enough. Every subnet is a prefix of the one before it.
import { ConfigError } from "../../sim/errors.js";
import { countNetwork, customSubnet, slottedNodes } from "../nets/index.js";
import type { NetworkSpec, Subnet } from "../nets/index.js";
import { tensorNames } from "../passes/tensor-names.js";
import { courseLayout } from "./course.js";
import type { Course } from "./course.js";
import { freeSlots, reordered } from "./channel-order.js";

/** How much each channel of each slot matters; larger is more. */
export type ChannelImportance = readonly Float64Array[];

/** The multiply-accumulates that a found subnet must not exceed, and its name. */
export interface MacsTarget {
  readonly name: string;
  readonly macs: number;
}

/**
 * One target for every subnet asked for but the widest: its MACs.
 * @param groups that the channels of a slot are removed in
 * @throws ConfigError when there is none, or one that even a single group in every slot would miss
 */
export function macsTargets(network: NetworkSpec, subnets: readonly Subnet[], groups: number): MacsTarget[] {
  if (subnets.length < 2) throw new ConfigError({
    path: "widths", message: "a method that chooses channels needs a narrower subnet to choose them for",
    found: subnets.map((subnet) => subnet.name).join(", "), allowed: "two subnets or more",
  });
  const targets = subnets.slice(1).map((subnet) => ({ name: `${subnet.name}-macs`, macs: countNetwork(network, subnet).macs }));
  const least = subnets[0]!.channels.map((widest, slot) => lastGroup(widest, groupChannels(network.channels[slot]!, groups)));
  const missed = targets.find(({ macs }) => macsOf(network, least) > macs);
  if (missed !== undefined) throw unreachable(network, least, missed);
  return targets;
}

/** Channels that are left when groups have been removed until one is left, which may be a smaller one. */
const lastGroup = (count: number, group: number): number => count - group * (Math.ceil(count / group) - 1);

/** Channels of a slot that are removed together. */
export const groupChannels = (full: number, groups: number): number => Math.max(1, Math.round(full / groups));

/** Norm of every output channel's weights, over all layers of the slot, relative to the slot's mean. */
export function importanceByNorm({ network, parameters }: Course): ChannelImportance {
  const layout = courseLayout(network);
  const squares = network.channels.map((count) => new Float64Array(count));
  for (const { id, slot } of slottedNodes(network)) {
    const weights = layout.view(parameters, tensorNames.weight(id));
    const sums = squares[slot]!;
    weights.forEach((value, n) => { sums[Math.floor((n * sums.length) / weights.length)]! += value * value; });
  }
  return squares.map((sums) => {
    const norms = sums.map(Math.sqrt);
    const mean = norms.reduce((a, b) => a + b, 0) / norms.length;
    return norms.map((norm) => (mean === 0 ? 0 : norm / mean));
  });
}

/** The most important of the first `kept` channels of each free slot moved to the front, with the importance in the new order. */
export function sortedByImportance(
  course: Course, importance: ChannelImportance, kept: readonly number[],
): { course: Course; importance: ChannelImportance } {
  const orders = new Map([...freeSlots(course.network)].map((slot): [number, number[]] => {
    const scores = importance[slot]!;
    const all = [...scores.keys()];
    return [slot, [...all.slice(0, kept[slot]).sort((a, b) => scores[b]! - scores[a]! || a - b), ...all.slice(kept[slot])]];
  }));
  const moved = importance.map((scores, slot) => { const order = orders.get(
    slot
  ); return order === undefined ? scores : Float64Array.from(order, (channel) => scores[channel]!); });
  return { course: reordered(course, orders), importance: moved };
}

/**
 * Removes the group whose channels matter least on average, again and again, until the MACs fit.
 * @param importance in the channels' order  @param kept channels of each slot to begin with
 * @throws ConfigError when even one group a slot is too much
 */
export function narrowedTo(
  network: NetworkSpec, importance: ChannelImportance, kept: readonly number[], target: MacsTarget, groups: number,
): number[] {
  const counts = [...kept];
  while (macsOf(network, counts) > target.macs) {
    const scores = counts.map((count, slot) => lastGroupScore(importance[slot]!, count, groupChannels(network.channels[slot]!, groups)));
    const slot = scores.indexOf(Math.min(...scores));
    if (scores[slot] === Infinity) throw unreachable(network, counts, target);
    counts[slot]! -= groupChannels(network.channels[slot]!, groups);
  }
  return counts;
}

/** Multiply-accumulates of one image with so many channels in each slot. */
export const macsOf = (network: NetworkSpec, counts: readonly number[]): number =>
  countNetwork(network, customSubnet(network, "candidate", counts)).macs;

/** The refusal of a target of multiply-accumulates that no choice of channels meets. */
export const unreachable = (network: NetworkSpec, counts: readonly number[], { name, macs }: MacsTarget): ConfigError =>
  new ConfigError({
    path: "train.channelGroups",
    message: `with one group left in every layer the network still needs more multiply-accumulates than ${name} may`,
    found: String(macsOf(network, counts)), allowed: `at most ${macs}: more groups, or wider subnets`,
  });

/** One group of channels took the subnet before past this target too. */
export const overshot = ({ name, macs }: MacsTarget, found: number): ConfigError =>
  new ConfigError({
    path: "train.channelGroups", message: `one group of channels took the network past ${name} and the subnet before it at once`,
    found: `${found} of at most ${macs} MACs`, allowed: "more groups, or subnets further apart",
  });

/** Mean importance of the last group, Infinity when it is the only one. */
function lastGroupScore(importance: Float64Array, count: number, group: number): number {
  if (count <= group) return Infinity;
  return importance.subarray(count - group, count).reduce((a, b) => a + b, 0) / group;
}
