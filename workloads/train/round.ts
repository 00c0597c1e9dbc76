// One round of training: a network and the subnets it runs, steps of blocks given to an executor, gradients summed in block order, one
// Nesterov update a step over one learning-rate cycle. Knows nothing of methods and files.
import { finite } from "../../sim/errors.js";
import type { NetworkSpec, Subnet } from "../nets/index.js";
import { frozenNames, modelMemory } from "../nn/model-memory.js";
import type { ModelMemory, ModelShape } from "../nn/model-memory.js";
import { epochOrder, stepBlocks } from "./batches.js";
import type { TrainingData } from "./block-work.js";
import type { BlockExecutor } from "./executor.js";
import type { Objective, RoundOutcome, StepContext } from "./methods/index.js";
import { nesterovStep, sumGradients } from "./optimiser.js";
import type { TrainOptions } from "./options.js";
import type { ParameterRule, RuleMaker } from "./parameter-rule.js";
import { cosineRate } from "./schedule.js";

export interface RoundPlan {
  readonly network: NetworkSpec;
  readonly subnets: readonly Subnet[];
  /** First parameters, laid out for network and subnets. */
  readonly start: Float32Array;
  readonly objectives: (context: StepContext) => readonly Objective[];
  readonly rules: readonly RuleMaker[];
  /** Parameters that are not learned, and batch-norm statistics that are used as they are, by name (see `tensorNames`). */
  readonly frozen?: (name: string) => boolean;
  /** Batch-norm statistics to begin with, laid out for network and subnets; needed where they are frozen. */
  readonly statistics?: Float32Array;
  readonly epochs: number;
  /** The learning-rate cycle that the round is a part of: epochs of it before the round, and in all. */
  readonly cycle: { readonly before: number; readonly epochs: number };
  /** Number of the round's first epoch in the whole training: decides the order of the images. */
  readonly firstEpoch: number;
}

/** What rounds share. */
export interface RoundSetting {
  readonly data: TrainingData;
  readonly flip: boolean;
  readonly options: TrainOptions;
  readonly threads: number;
  readonly makeExecutor: ExecutorMaker;
}

/** How a model is laid out for the steps and threads of a setting; more threads than blocks would have nothing to do. */
export function workOf(
  { options: { blockImages, batch }, threads }: RoundSetting,
): Pick<ModelShape, "blockImages" | "blocks" | "workspaces"> {
  const blocks = batch / blockImages;
  return { blockImages, blocks, workspaces: Math.min(threads, blocks) };
}

/** Makes the executor once the memory is laid out. */
export type ExecutorMaker = (shared: ModelMemory, data: TrainingData) => BlockExecutor;

/** Enough to continue a round bit-identically; parameters include what its rules learn. */
export interface RoundState {
  readonly step: number;
  readonly parameters: Float32Array;
  readonly velocity: Float32Array;
}

/** Mean loss and share of right answers of a step's passes, in the method's order. */
export interface StepResult {
  readonly objectives: readonly Objective[];
  readonly rate: number;
  readonly losses: readonly number[];
  readonly accuracies: readonly number[];
}

/** One round of a training: weights, optimiser and step; saved and restored as a state. */
export class TrainingRound {
  private readonly shared: ModelMemory;
  private readonly rules: readonly ParameterRule[];
  private readonly executor: BlockExecutor;
  private readonly learned: Float32Array;
  private readonly velocity: Float32Array;
  private readonly gradient: Float32Array;
  private readonly stepsPerEpoch: number;
  private step = 0;
  private order: { epoch: number; images: Uint32Array } | null = null;

  constructor(private readonly plan: RoundPlan, private readonly setting: RoundSetting) {
    const { options, data, makeExecutor } = setting;
    const { network, subnets, start } = plan;
    this.rules = plan.rules.map((make) => make({ network, subnets, seed: options.seed }));
    const rounding = this.rules.find((rule) => rule.rounding !== undefined)?.rounding;
    const extras = this.rules.flatMap((rule) => rule.extras);
    const frozen = frozenNames({ spec: network, subnets, extras }, plan.frozen ?? (() => false));
    this.shared = modelMemory(
      { spec: network, subnets, ...workOf(setting), extras, frozen, ...(rounding === undefined ? {} : { rounding }) }
    );
    if (plan.statistics !== undefined) this.shared.statistics.set(plan.statistics);
    const { size } = this.shared.parameterLayout;
    this.learned = new Float32Array(size);
    this.learned.set(start);
    for (const rule of this.rules) rule.initialise?.(this.learned, this.shared.parameterLayout);
    this.velocity = new Float32Array(size);
    this.gradient = new Float32Array(size);
    this.stepsPerEpoch = Math.floor(data.train.count / options.batch);
    this.executor = makeExecutor(this.shared, data);
  }

  get stepsDone(): number {
    return this.step;
  }

  get isDone(): boolean {
    return this.step >= this.stepsPerEpoch * this.plan.epochs;
  }

  /** Whole epochs of this round that are done. */
  get epochsDone(): number {
    return Math.floor(this.step / this.stepsPerEpoch);
  }

  get isBetweenEpochs(): boolean {
    return this.step % this.stepsPerEpoch === 0;
  }

  state(): RoundState {
    return { step: this.step, parameters: this.learned.slice(), velocity: this.velocity.slice() };
  }

  restore({ step, parameters, velocity }: RoundState): void {
    this.step = step;
    this.learned.set(parameters);
    this.velocity.set(velocity);
  }

  get subnets(): readonly Subnet[] {
    return this.plan.subnets;
  }

  /** What has been learned so far; the parameters are the network's own, laid out as the plan's start. */
  outcome(): RoundOutcome {
    const { network, subnets, start } = this.plan;
    return { network, subnets, parameters: this.learned.slice(0, start.length), learnedTensor: (name) =>
      this.shared.parameterLayout.view(this.learned, name).slice() };
  }

  close(): Promise<void> {
    return this.executor.close();
  }

  /** @throws ConfigError when the loss is no longer a number */
  async oneStep(): Promise<StepResult> {
    const { setting: { options, flip }, plan } = this;
    const epoch = plan.firstEpoch + this.epochsDone;
    const objectives = plan.objectives({ options, subnets: plan.subnets.length, epoch: this.epochsDone, step: this.step });
    const blocks = stepBlocks(this.imagesOf(epoch), this.step % this.stepsPerEpoch, options.batch, options.blockImages);
    this.prepare();
    const results = await this.executor.run(blocks.map((images, block) => ({
      kind: "train", block, split: "train", images, epoch, seed: options.seed, augment: options.augment, flip, objectives,
      weight: 1 / options.batch,
    })));
    const rate = this.update();
    const mean = (of: "losses" | "correct"): number[] =>
      objectives.map((_, n) => results.reduce((sum, result) => sum + result[of][n]!, 0) / options.batch);
    const losses = mean("losses");
    losses.forEach((loss, n) => finite(loss, `training loss of pass ${n} at step ${this.step} (the rate may be too high)`));
    return { objectives, rate, losses, accuracies: mean("correct") };
  }

  /** The running parameters of this step. */
  private prepare(): void {
    const { shared, learned } = this;
    shared.parameters.set(learned);
    for (const rule of this.rules) rule.apply?.(shared.parameters, learned, shared.parameterLayout, this.step);
    shared.packing.pack(shared);
  }

  private update(): number {
    const { shared, learned, gradient, plan: { cycle }, setting: { options } } = this;
    sumGradients(shared.gradients, gradient);
    for (const rule of [...this.rules].reverse()) rule.pullBack?.(gradient, learned, shared.parameterLayout, this.step);
    const rate = cosineRate(cycle.before * this.stepsPerEpoch + this.step, cycle.epochs * this.stepsPerEpoch, options.rate, options.warmUp);
    const { momentum, weightDecay } = options;
    nesterovStep(shared.parameterLayout, learned, this.velocity, gradient, { rate, momentum, weightDecay }, shared.plan.frozen);
    this.step += 1;
    return rate;
  }

  private imagesOf(epoch: number): Uint32Array {
    if (this.order?.epoch !== epoch) {
      this.order = { epoch, images: epochOrder(this.setting.options.seed, epoch, this.setting.data.train.count) };
    }
    return this.order.images;
  }
}
