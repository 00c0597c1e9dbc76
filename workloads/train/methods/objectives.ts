// What the passes of a step learn from.
import type { Objective, StepContext } from "./method.js";

const LABELLED: Objective = { subnet: 0, labels: 1, teacher: null };

/** One subnet, on the labels. */
export const labelledObjective = (): readonly Objective[] => [LABELLED];

/** The first subnet on the labels, the others distilled from it. */
export const distilledObjectives = ({ subnets, options }: StepContext): readonly Objective[] =>
  Array.from({ length: subnets }, (_, subnet) => (subnet === 0 ? LABELLED : { subnet, labels: options.hardLabels, teacher: 0 }));
