// The training loop: steps of blocks given to an executor, gradients summed in block order, one Nesterov update a step, a state to
// save after every epoch; at the end recalibration, test accuracy (the only look at the test set), ranges, checkpoint.
import { ConfigError, finite } from "../../sim/errors.js";
import type { Checkpoint } from "../checkpoint/index.js";
import type { NetworkSpec, Subnet } from "../nets/index.js";
import { modelMemory } from "../nn/model-memory.js";
import type { ModelMemory } from "../nn/model-memory.js";
import { epochOrder, stepBlocks } from "./batches.js";
import type { TrainingData } from "./block-work.js";
import { evaluate, measureRanges, recalibrate } from "./calibration.js";
import type { BlockExecutor } from "./executor.js";
import { initialise } from "./initialise.js";
import { trainingMethodNamed } from "./methods/index.js";
import { nesterovStep, sumGradients } from "./optimiser.js";
import { checkTrainOptions } from "./options.js";
import type { TrainOptions } from "./options.js";
import { cosineRate } from "./schedule.js";
import type { PlannedEpochs, TrainingState } from "./training-state.js";

/** Everything a run needs; the data set's words go into the card. */
export interface TrainingJob {
  readonly network: NetworkSpec;
  /** Widest first: the first learns from the labels. */
  readonly subnets: readonly Subnet[];
  readonly data: TrainingData;
  readonly dataset: { readonly title: string; readonly classNames: readonly string[]; readonly flip: boolean };
  readonly options: TrainOptions;
  /** How to repeat the run, for the card. */
  readonly command: string;
}

export interface StepReport {
  /** From 1. */
  readonly step: number;
  readonly steps: number;
  readonly epoch: number;
  readonly rate: number;
  /** Mean loss and share of right answers of the step's passes, in the method's order. */
  readonly losses: readonly number[];
  readonly accuracies: readonly number[];
}

export interface TrainingHooks {
  readonly onStep?: (report: StepReport) => void;
  /** A good moment to save; awaited. Also called once when the signal stops the run. */
  readonly onState?: (state: TrainingState) => void | Promise<void>;
  readonly signal?: { readonly aborted: boolean };
}

/** Makes the executor once the memory is laid out. */
export type ExecutorMaker = (shared: ModelMemory, data: TrainingData) => BlockExecutor;

export class Trainer {
  readonly shared: ModelMemory;
  readonly steps: number;
  readonly fingerprint: string;
  private readonly executor: BlockExecutor;
  private readonly velocity: Float32Array;
  private readonly gradient: Float32Array;
  private readonly stepsPerEpoch: number;
  private step = 0;
  private plan: readonly PlannedEpochs[];
  private order: { epoch: number; images: Uint32Array } | null = null;

  /** @throws ConfigError when options are out of range or the training set is smaller than a batch */
  constructor(private readonly job: TrainingJob, threads: number, makeExecutor: ExecutorMaker) {
    const { options, network, subnets, data } = job;
    checkTrainOptions(options);
    trainingMethodNamed(options.method);
    this.stepsPerEpoch = Math.floor(data.train.count / options.batch);
    if (this.stepsPerEpoch === 0) {
      throw new ConfigError({ path: "train.batch", message: "larger than the training set", found: String(options.batch), allowed: `at most ${data.train.count}` });
    }
    this.steps = this.stepsPerEpoch * options.epochs;
    this.plan = [{ fromStep: 0, epochs: options.epochs }];
    this.fingerprint = JSON.stringify({ network: network.name, subnets, options: { ...options, epochs: undefined }, images: data.train.count, dataset: job.dataset.title });
    this.shared = modelMemory({ spec: network, subnets, blockImages: options.blockImages, blocks: options.batch / options.blockImages, workspaces: threads });
    this.velocity = new Float32Array(this.shared.parameters.length);
    this.gradient = new Float32Array(this.shared.parameters.length);
    initialise(this.shared.parameterLayout, this.shared.parameters, options.seed);
    this.executor = makeExecutor(this.shared, data);
  }

  /**
   * Continues from a state of the same run, bit-identically; with another number of epochs the schedule is that number's from here on.
   * @throws ConfigError when that number of epochs is already over
   */
  restore(state: TrainingState): void {
    const { epochs } = this.job.options;
    if (state.step > this.steps) throw new ConfigError({ path: "train.epochs", message: "the run is already further", found: String(epochs), allowed: `at least ${Math.ceil(state.step / this.stepsPerEpoch)}` });
    this.step = state.step;
    this.plan = state.plan.at(-1)?.epochs === epochs ? state.plan : [...state.plan, { fromStep: state.step, epochs }];
    this.shared.parameters.set(state.parameters);
    this.velocity.set(state.velocity);
  }

  get stepsDone(): number {
    return this.step;
  }

  state(): TrainingState {
    return { fingerprint: this.fingerprint, step: this.step, plan: this.plan, parameters: this.shared.parameters.slice(), velocity: this.velocity.slice() };
  }

  /** Trains to the end; false when the signal stopped it before (the state has then been given to onState). */
  async train(hooks: TrainingHooks = {}): Promise<boolean> {
    while (this.step < this.steps) {
      if (hooks.signal?.aborted === true) {
        await hooks.onState?.(this.state());
        return false;
      }
      const report = await this.oneStep();
      hooks.onStep?.(report);
      if (this.step % this.stepsPerEpoch === 0) await hooks.onState?.(this.state());
    }
    return true;
  }

  /** Recalibrates, measures test accuracy and ranges, and gives the checkpoint. */
  async finish(testImages = this.job.data.test.count, onPhase: (phase: string) => void = () => undefined): Promise<Checkpoint> {
    const { job, shared, executor } = this;
    const calibration = Math.min(job.options.calibrationImages, job.data.train.count);
    shared.packing.pack(shared.parameters, shared.memory);
    onPhase("recalibrating batch norm");
    await recalibrate(shared, executor, calibration);
    onPhase("measuring accuracy on the test images");
    const accuracy = testImages > 0 ? await evaluate(shared, executor, "test", testImages) : null;
    onPhase("measuring activation ranges");
    const ranges = await measureRanges(shared, executor, Math.min(calibration, 512));
    const { method, epochs, seed, ...options } = job.options;
    return {
      network: job.network, subnets: job.subnets, normalisation: job.data.normalisation, classNames: job.dataset.classNames, ranges,
      card: { dataset: job.dataset.title, trainImages: job.data.train.count, testImages, method, epochs, seed, command: job.command, accuracy, options: this.plan.length > 1 ? { ...options, plan: this.plan } : options },
      parameters: shared.parameters.slice(), statistics: shared.statistics.slice(),
    };
  }

  close(): Promise<void> {
    return this.executor.close();
  }

  private async oneStep(): Promise<StepReport> {
    const { shared, job: { options, dataset } } = this;
    const epoch = Math.floor(this.step / this.stepsPerEpoch);
    const objectives = trainingMethodNamed(options.method).objectives({ options, subnets: shared.shape.subnets.length, epoch, step: this.step });
    const blocks = stepBlocks(this.imagesOf(epoch), this.step % this.stepsPerEpoch, options.batch, options.blockImages);
    shared.packing.pack(shared.parameters, shared.memory);
    const results = await this.executor.run(blocks.map((images, block) => ({
      kind: "train", block, split: "train", images, epoch, seed: options.seed, augment: options.augment, flip: dataset.flip, objectives, weight: 1 / options.batch,
    })));
    sumGradients(shared.gradients, this.gradient);
    const rate = cosineRate(this.step, this.steps, options.rate, options.warmUp);
    nesterovStep(shared.parameterLayout, shared.parameters, this.velocity, this.gradient, { rate, momentum: options.momentum, weightDecay: options.weightDecay });
    this.step += 1;
    const mean = (of: "losses" | "correct"): number[] => objectives.map((_, n) => results.reduce((sum, result) => sum + result[of][n]!, 0) / options.batch);
    const losses = mean("losses");
    losses.forEach((loss, n) => finite(loss, `training loss of pass ${n} at step ${this.step} (the rate may be too high)`));
    return { step: this.step, steps: this.steps, epoch, rate, losses, accuracies: mean("correct") };
  }

  private imagesOf(epoch: number): Uint32Array {
    if (this.order?.epoch !== epoch) this.order = { epoch, images: epochOrder(this.job.options.seed, epoch, this.job.data.train.count) };
    return this.order.images;
  }
}
