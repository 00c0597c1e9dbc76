// Training: options, methods, the loop, what is measured afterwards.
export { DEFAULT_TRAIN_OPTIONS, checkTrainOptions } from "./options.js";
export type { TrainOptions } from "./options.js";
export { TRAINING_METHODS, trainingMethodNamed } from "./methods/index.js";
export type { MethodSite, Objective, Phase, StepContext, TrainedNetwork, TrainingMethod, TrainingMethodName } from "./methods/index.js";
export { Trainer } from "./trainer.js";
export type { NamedCheckpoint, StepReport, TrainingHooks, TrainingJob } from "./training-job.js";
export type { ExecutorMaker } from "./round.js";
export { InlineExecutor } from "./executor.js";
export type { BlockExecutor } from "./executor.js";
export { BlockWorker } from "./block-work.js";
export type { BlockResult, BlockTask, TrainingData } from "./block-work.js";
export { averagedCard, averagedNetwork } from "./averaged-network.js";
export { finishedCheckpoint } from "./finished-checkpoint.js";
export { evaluate, measureRanges, recalibrate } from "./calibration.js";
export { decodeTrainingState, encodeTrainingState } from "./training-state.js";
export type { PlannedEpochs, TrainingState } from "./training-state.js";
export { cosineRate } from "./schedule.js";
