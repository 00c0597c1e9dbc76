// The next narrower subnet of a course by the norms of its channels' weights: channels that the previous subnet keeps are sorted, and the
// least of them removed until the target's MACs are met.
import { customSubnet } from "../../nets/index.js";
import { importanceByNorm, macsOf, narrowedTo, overshot, sortedByImportance } from "../channel-choice.js";
import type { MacsTarget } from "../channel-choice.js";
import type { Course } from "../course.js";

/** @throws ConfigError when the target cannot be met */
export function withRankedSubnet(course: Course, target: MacsTarget, groups: number): Course {
  const kept = course.subnets.at(-1)!.channels;
  const sorted = sortedByImportance(course, importanceByNorm(course), kept);
  const channels = narrowedTo(course.network, sorted.importance, kept, target, groups);
  if (channels.every((count, slot) => count === kept[slot])) throw overshot(target, macsOf(course.network, channels));
  return { ...sorted.course, subnets: [...course.subnets, customSubnet(course.network, target.name, channels)] };
}
