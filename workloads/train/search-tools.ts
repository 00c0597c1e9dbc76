// What a search of channels measures with: accuracy of candidate subnets on held-out training images, and short fine-tuning of one of them.
import type { ImageSet } from "../data/index.js";
import type { Subnet } from "../nets/index.js";
import { absorbed, narrowedStart } from "./course.js";
import type { Course } from "./course.js";
import { heldOutAccuracy } from "./early-stopping.js";
import { labelledObjective } from "./methods/objectives.js";
import type { SearchTools } from "./methods/index.js";
import { TrainingRound } from "./round.js";
import type { RoundSetting } from "./round.js";

/** Share of the peak rate that fine-tuning peaks at (the published search: 0.01 against 0.1). */
const FINE_TUNE_RATE = 0.1;

/** @param firstEpoch of the search in the whole training: decides the order of the images */
export function searchTools(setting: RoundSetting, validation: ImageSet, firstEpoch: number): SearchTools {
  return {
    probe: (course, subnets) => heldOutAccuracy(
      { network: course.network, subnets, parameters: narrowedStart(course, subnets) }, setting, validation, setting.options.probeImages
    ),
    fineTune: (course, subnet, epoch) => fineTune(course, subnet, setting, firstEpoch + epoch),
  };
}

async function fineTune(course: Course, subnet: Subnet, setting: RoundSetting, epoch: number): Promise<Course> {
  const { options } = setting;
  const subnets = [subnet];
  const round = new TrainingRound({
    network: course.network, subnets, start: narrowedStart(course, subnets), objectives: labelledObjective, rules: [],
    epochs: 1, cycle: { before: 0, epochs: 1 }, firstEpoch: epoch,
  }, { ...setting, options: { ...options, rate: FINE_TUNE_RATE * options.rate } });
  try {
    while (!round.isDone) await round.oneStep();
    return absorbed(course, subnets, round.outcome().parameters);
  } finally {
    await round.close();
  }
}
