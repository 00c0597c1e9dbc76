// What a search of channels measures with: accuracy of candidate subnets on held-out training images, and short fine-tuning of one of them.
import type { ImageSet } from "../data/index.js";
import type { Subnet } from "../nets/index.js";
import { evaluate } from "./calibration.js";
import { absorbed, narrowedStart } from "./course.js";
import type { Course } from "./course.js";
import { finishedModel } from "./float-evaluation.js";
import { labelledObjective } from "./methods/objectives.js";
import type { SearchTools } from "./methods/index.js";
import { TrainingRound, workOf } from "./round.js";
import type { RoundSetting } from "./round.js";

/** Share of the peak rate that fine-tuning peaks at (the published search: 0.01 against 0.1). */
const FINE_TUNE_RATE = 0.1;

/** @param firstEpoch of the search in the whole training: decides the order of the images */
export function searchTools(setting: RoundSetting, validation: ImageSet, firstEpoch: number): SearchTools {
  return {
    probe: (course, subnets) => probe(course, subnets, setting, validation),
    fineTune: (course, subnet, epoch) => fineTune(course, subnet, setting, firstEpoch + epoch),
  };
}

async function probe(course: Course, subnets: readonly Subnet[], setting: RoundSetting, validation: ImageSet): Promise<number[]> {
  const images = Math.min(setting.options.probeImages, validation.count);
  const shared = finishedModel({ network: course.network, subnets, parameters: narrowedStart(course, subnets) }, workOf(setting));
  const executor = setting.makeExecutor(shared, { train: validation, test: validation, normalisation: setting.data.normalisation });
  try {
    const accuracy = await evaluate(shared, executor, "test", images, "train");
    return subnets.map((subnet) => accuracy[subnet.name]!);
  } finally {
    await executor.close();
  }
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
