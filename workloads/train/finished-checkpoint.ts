// From trained parameters to a checkpoint: batch-norm recalibration, accuracy on the test images (the only look at them), activation
// ranges.
import type { Checkpoint, CheckpointCard } from "../checkpoint/index.js";
import { evaluate, measureRanges, recalibrate } from "./calibration.js";
import { finishedModel } from "./float-evaluation.js";
import type { TrainedNetwork } from "./methods/index.js";
import { workOf } from "./round.js";
import type { RoundSetting } from "./round.js";

/** Images looked at for activation ranges. */
const RANGE_IMAGES = 512;

export interface Finishing {
  readonly setting: RoundSetting;
  readonly classNames: readonly string[];
  /** What is known of the training already. */
  readonly card: Omit<CheckpointCard, "accuracy">;
  readonly onPhase: (phase: string) => void;
}

/** The network ready to be run; batch-norm statistics and ranges from training images only. */
export async function finishedCheckpoint(
  { name, network, subnets, parameters, quantisation }: TrainedNetwork, { setting, classNames, card, onPhase }: Finishing,
): Promise<Checkpoint> {
  const { options, data, makeExecutor } = setting;
  const shared = finishedModel({ network, subnets, parameters, quantisation }, workOf(setting));
  const executor = makeExecutor(shared, data);
  const say = (text: string): void => onPhase(name === "" ? text : `${name}: ${text}`);
  try {
    const calibration = Math.min(options.calibrationImages, data.train.count);
    say("recalibrating batch norm");
    await recalibrate(shared, executor, calibration);
    say("measuring accuracy on the test images");
    const accuracy = card.testImages > 0 ? await evaluate(shared, executor, "test", card.testImages) : null;
    say("measuring activation ranges");
    const ranges = await measureRanges(shared, executor, Math.min(calibration, RANGE_IMAGES));
    return { network, subnets, normalisation: data.normalisation, classNames, ranges, card: {
      ...card, accuracy,
    }, ...(quantisation === undefined ? {} : { quantisation }), parameters, statistics: shared.statistics.slice() };
  } finally {
    await executor.close();
  }
}
