// Slimmable training with the sandwich rule and in-place distillation (Yu and Huang, US-Nets, 2019; Yang et al., CA-DNN, 2020):
// every step runs all declared widths; the first (full) learns from the labels, the others from its softmax.
import type { TrainingMethod } from "./method.js";

export const uniform: TrainingMethod = {
  summary: "all widths in every step, the full one with labels, narrower ones distilled from it, batch norm per width",
  objectives: ({ subnets, options }) =>
    Array.from({ length: subnets }, (_, subnet) => (subnet === 0 ? { subnet, labels: 1, teacher: null } : { subnet, labels: options.hardLabels, teacher: 0 })),
};
