// Rounds that train one subnet on the labels, before subnets are chosen; and how the epochs of a training are shared out.
import { ConfigError } from "../../../sim/errors.js";
import type { Subnet } from "../../nets/index.js";
import { absorbed, narrowedStart } from "../course.js";
import type { Course } from "../course.js";
import type { RuleMaker } from "../parameter-rule.js";
import type { MethodSite, RoundOutcome, RoundPhase } from "./method.js";
import { labelledObjective } from "./objectives.js";

export interface BackgroundRound {
  readonly name: string;
  readonly epochs: number;
  readonly cycle?: NonNullable<RoundPhase["cycle"]>;
  /** The subnet to train. */
  readonly subnet: (course: Course) => Subnet;
  readonly rules: (course: Course) => readonly RuleMaker[];
  /** The next course, given the one that has taken over the round's weights. */
  readonly then: (course: Course, outcome: RoundOutcome) => Course;
}

/** A round that trains one subnet on the labels and puts nothing out. */
export const backgroundRound = ({ subnet, then, ...rest }: BackgroundRound): RoundPhase => ({
  ...rest,
  kind: "round",
  subnets: (course) => [subnet(course)],
  start: narrowedStart,
  putsOut: false,
  objectives: labelledObjective,
  end: (course, outcome) => ({ course: then(absorbed(course, outcome.subnets, outcome.parameters), outcome) }),
});

/**
 * Epochs before the joint round, in equal parts, and of the joint round.
 * @throws ConfigError when there are too few epochs for every part to have one
 */
export function shareEpochs({ options: { epochs, backgroundShare } }: MethodSite, parts: number): { background: number[]; joint: number } {
  if (epochs < parts + 1) throw new ConfigError({
    path: "train.epochs", message: "too few for the method's phases", found: String(epochs), allowed: `at least ${parts + 1}`,
  });
  const before = Math.min(epochs - 1, Math.max(parts, Math.round(epochs * backgroundShare)));
  const background = Array.from({ length: parts }, (_, n) => Math.floor(((n + 1) * before) / parts) - Math.floor((n * before) / parts));
  return { background, joint: epochs - before };
}
