// The round that all shared-weight methods end with: every subnet in every step, the widest learns from the labels, the others from its
// softmax (sandwich rule with in-place distillation: Yu and Huang, US-Nets, 2019; Yang et al., CA-DNN, 2020), batch norm per subnet.
import { narrowedStart } from "../course.js";
import type { RoundPhase } from "./method.js";
import { distilledObjectives } from "./objectives.js";

/** Trains the subnets together; what comes out is the training's one network. */
export const jointRound = (epochs: number, subnets: RoundPhase["subnets"]): RoundPhase => ({
  kind: "round",
  name: "joint",
  epochs,
  subnets,
  start: narrowedStart,
  putsOut: true,
  objectives: distilledObjectives,
  end: (course, { network, subnets, parameters }) => ({ course, output: { name: "", network, subnets, parameters } }),
});
