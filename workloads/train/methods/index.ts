// The registry of training methods. To add one, write its file and one line here.
import { ConfigError, didYouMean } from "../../../sim/errors.js";
import { individual } from "./individual.js";
import type { TrainingMethod } from "./method.js";
import { multiPath } from "./multi-path.js";
import { progressive } from "./progressive.js";
import { singlePath } from "./single-path.js";
import { uniform } from "./uniform.js";

export const TRAINING_METHODS = {
  uniform,
  individual,
  "multi-path": multiPath,
  progressive,
  "single-path": singlePath,
} as const satisfies Record<string, TrainingMethod>;

export type TrainingMethodName = keyof typeof TRAINING_METHODS;

/** @throws ConfigError naming the known methods */
export function trainingMethodNamed(name: string): TrainingMethod {
  const known = Object.keys(TRAINING_METHODS);
  if (Object.hasOwn(TRAINING_METHODS, name)) return TRAINING_METHODS[name as TrainingMethodName];
  const guess = didYouMean(name, known);
  throw new ConfigError({
    path: "train.method", message: guess === undefined ? "no such training method" : `no such training method; did you mean ${guess}?`,
    found: name, allowed: known.join(", "),
  });
}

export type * from "./method.js";
