// Early stopping: a round whose subnets have not become better on held-out training images for some epochs ends there, with what it knew
// at its best epoch. The test images have no say in it.
import type { ImageSet } from "../data/index.js";
import { evaluate } from "./calibration.js";
import { finishedModel } from "./float-evaluation.js";
import type { TrainedNetwork } from "./methods/index.js";
import { workOf } from "./round.js";
import type { RoundSetting } from "./round.js";

/** The best epoch of a round so far. */
export interface BestEpoch {
  /** Epochs that the round had done then. */
  readonly epoch: number;
  /** Mean share of right answers of the round's subnets on the held-out images. */
  readonly accuracy: number;
  /** What had been learned, with what the round's rules learn. */
  readonly parameters: Float32Array;
}

/** Share of right answers of each subnet, in their order, on the first `images` held-out images, with the statistics of the batch. */
export async function heldOutAccuracy({
  network, subnets, parameters, quantisation,
}: Omit<TrainedNetwork, "name">, setting: RoundSetting, validation: ImageSet, images = validation.count): Promise<number[]> {
  const shared = finishedModel({ network, subnets, parameters, quantisation }, workOf(setting));
  const executor = setting.makeExecutor(shared, { train: validation, test: validation, normalisation: setting.data.normalisation });
  try {
    const accuracy = await evaluate(shared, executor, "test", Math.min(images, validation.count), "train");
    return subnets.map((subnet) => accuracy[subnet.name]!);
  } finally {
    await executor.close();
  }
}

/** The earlier of two epochs that are equally good. */
export const betterOf = (best: BestEpoch | null, now: BestEpoch): BestEpoch => (best === null || now.accuracy > best.accuracy ? now : best);

/** Has nothing become better for `patience` epochs? Never, without patience. */
export const hasStalled = (best: BestEpoch | null, epochsDone: number, patience: number | undefined): boolean =>
  best !== null && patience !== undefined && epochsDone - best.epoch >= patience;
