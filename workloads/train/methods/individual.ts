// Every subnet as a network of its own, trained alone on the labels: what the papers compare shared weights with.
import { sliceNetwork } from "../../nets/index.js";
import type { Subnet } from "../../nets/index.js";
import { freshCourse, narrowedStart, slicedCourse } from "../course.js";
import type { MethodSite, RoundPhase, TrainingMethod } from "./method.js";
import { labelledObjective } from "./objectives.js";

/** One network that has just the subnet's channels. */
function alone(subnet: Subnet, { network, options, isTrained }: MethodSite): RoundPhase {
  const own = sliceNetwork(network, subnet);
  return {
    kind: "round",
    name: `${subnet.name} alone`,
    epochs: options.epochs,
    network: own,
    subnets: () => [subnet],
    start: (course, subnets) => narrowedStart(isTrained ? slicedCourse(course, own) : freshCourse(own, subnets, options.seed), subnets),
    objectives: labelledObjective,
    putsOut: true,
    end: (course, { subnets, parameters }) => ({ course, output: { name: subnet.name, network: own, subnets, parameters } }),
  };
}

export const individual: TrainingMethod = {
  summary: "every subnet a network of its own with weights of its own, trained on the labels: the baseline",
  validates: false,
  phases: (site) => site.subnets.map((subnet) => alone(subnet, site)),
};
