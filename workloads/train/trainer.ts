// A training from first weights to checkpoints: the phases of its method one after the other, a state to save after every epoch and
// every iteration of a search, and at the end one checkpoint for every network that the phases put out.
import { ConfigError } from "../../sim/errors.js";
import { holdOut } from "../data/index.js";
import type { ImageSet } from "../data/index.js";
import { countNetwork } from "../nets/index.js";
import { planStorage } from "../nn/storage.js";
import type { NetworkSpec, Subnet } from "../nets/index.js";
import { freshCourse, trainedCourse } from "./course.js";
import type { Course } from "./course.js";
import { betterOf, hasStalled, heldOutAccuracy } from "./early-stopping.js";
import type { BestEpoch } from "./early-stopping.js";
import { finishedCheckpoint } from "./finished-checkpoint.js";
import { LearningCurve } from "./learning-curve.js";
import { trainingMethodNamed } from "./methods/index.js";
import type { Phase, PhaseEnd, RoundPhase, SearchPhase, SearchState, TrainedNetwork } from "./methods/index.js";
import { checkTrainOptions } from "./options.js";
import { quantisation, trainedQuantisation } from "./quantisation.js";
import { TrainingRound, workOf } from "./round.js";
import type { ExecutorMaker, RoundSetting, RoundState } from "./round.js";
import { searchTools } from "./search-tools.js";
import type { NamedCheckpoint, TrainingHooks, TrainingJob } from "./training-job.js";
import { fingerprintOf } from "./training-state.js";
import type { PlannedEpochs, TrainingState } from "./training-state.js";

/** One training, step by step; `state` can be saved at any epoch and restored. */
export class Trainer {
  readonly steps: number;
  readonly stepsPerEpoch: number;
  readonly fingerprint: string;
  private readonly setting: RoundSetting;
  private readonly validation: ImageSet | null;
  private readonly phases: readonly Phase[];
  /** Epochs spent in each phase that is over. */
  private spent: readonly number[] = [];
  private course: Course;
  private round: TrainingRound | null = null;
  /** Of a round that has been restored and not gone on yet. */
  private restored: RoundState | null = null;
  /** Of the round under way, when it may be stopped early. */
  private best: BestEpoch | null = null;
  private search: SearchState | null = null;
  private outputs: readonly TrainedNetwork[] = [];
  private curve = new LearningCurve();
  private plan: readonly PlannedEpochs[];

  /** @throws ConfigError when options are out of range, do not fit the method, or the training set is smaller than a batch */
  constructor(private readonly job: TrainingJob, threads: number, makeExecutor: ExecutorMaker) {
    const { options, network, subnets, dataset } = job;
    checkTrainOptions(options);
    // What layers cannot work in place on is found out on this thread, before workers start.
    planStorage(network);
    requireFalling(network, subnets);
    const method = trainingMethodNamed(options.method);
    const { train, validation } = method.validates || options.patience !== undefined ? holdOut(
      job.data.train, options.validationImages, options.seed
    ) : { train: job.data.train, validation: null };
    this.validation = validation;
    this.setting = { data: { ...job.data, train }, flip: dataset.flip, options, threads, makeExecutor };
    this.stepsPerEpoch = Math.floor(train.count / options.batch);
    if (this.stepsPerEpoch === 0) {
      throw new ConfigError({
        path: "train.batch", message: "larger than the training set", found: String(options.batch), allowed: `at most ${train.count}`,
      });
    }
    this.phases = method.phases({ network, subnets, options, isTrained: job.from !== undefined });
    this.steps = this.stepsPerEpoch * epochsOf(this.phases);
    this.plan = [{ fromStep: 0, epochs: options.epochs }];
    this.fingerprint = JSON.stringify({
      network: network.name, classes: network.classes, subnets, options: { ...options, epochs: undefined },
      images: job.data.train.count, imagesHash: fingerprintOf(job.data.train), dataset: dataset.title, from: job.from?.contentHash,
    });
    const widest = subnets.slice(0, 1);
    this.course = job.from === undefined ? freshCourse(network, widest, options.seed) : trainedCourse(job.from, widest);
  }

  /**
   * Continues from a state of the same run, bit-identically. A training of one round that is not over may have another number of epochs;
   * the schedule is that number's from here on.
   * @throws ConfigError when another number of epochs is not possible, or already over
   */
  restore(state: TrainingState): void {
    const { epochs } = this.job.options;
    const planned = state.plan.at(-1)!.epochs;
    if (epochs !== planned) this.requireAdjustable(state, planned);
    this.plan = epochs === planned ? state.plan : [...state.plan, { fromStep: state.step, epochs }];
    this.spent = state.spent;
    this.course = { ...(state.spent.length === 0 && state.search === null ? this.course : { network: this.job.network }), ...state.course };
    this.restored = state.round;
    this.best = state.best;
    this.search = state.search;
    this.outputs = state.outputs;
    this.curve = new LearningCurve(state.curve.points, state.curve.sums);
  }

  private requireAdjustable({ spent, step }: TrainingState, planned: number): void {
    const found = String(this.job.options.epochs);
    if (this.phases.length > 1 || spent.length > 0) throw new ConfigError({
      path: "train.epochs", message: "only a training of one round that is not over can be cut short or drawn out", found,
      allowed: String(planned),
    });
    if (step > this.steps) throw new ConfigError({
      path: "train.epochs", message: "the run is already further", found, allowed: `at least ${Math.ceil(step / this.stepsPerEpoch)}`,
    });
  }

  /** Steps of the phases that are over, and of the round under way. */
  get stepsDone(): number {
    return this.stepsPerEpoch * sum(this.spent) + (this.round?.stepsDone ?? this.restored?.step ?? 0);
  }

  private get phase(): Phase | undefined {
    return this.phases[this.spent.length];
  }

  /** A round takes over the epochs that phases before it were given and did not spend. */
  private epochsFor(round: RoundPhase): number {
    return round.epochs + epochsOf(this.phases.slice(0, this.spent.length)) - sum(this.spent);
  }

  state(): TrainingState {
    const { fingerprint, plan, spent, course, best, search, outputs, curve } = this;
    return {
      fingerprint, step: this.stepsDone, plan, spent, course: { subnets: course.subnets, parameters: course.parameters },
      round: this.round?.state() ?? this.restored, best, search, outputs, curve: { points: curve.points, sums: curve.sums },
    };
  }

  /**
   * Trains to the end; false when the signal stopped it before (the state has then been given to onState; calling again goes on).
   * @throws ConfigError when the loss is no longer a number, a search cannot meet its target, or a worker fails
   */
  async train(hooks: TrainingHooks = {}): Promise<boolean> {
    try {
      for (let { phase } = this; phase !== undefined; { phase } = this) {
        if (hooks.signal?.aborted === true) {
          await hooks.onState?.(this.state());
          return false;
        }
        if (phase.kind === "round") await this.continueRound(phase, hooks);
        else await this.continueSearch(phase, hooks);
      }
      return true;
    } finally {
      await this.leaveRound();
    }
  }

  /** Ends the round's workers; a round that is not over can be gone on with. */
  private async leaveRound(): Promise<void> {
    const { round } = this;
    if (round === null) return;
    this.restored = round.state();
    this.round = null;
    await round.close();
  }

  /** Recalibrates, measures test accuracy and ranges, and gives the checkpoints. */
  async finish(
    testImages = this.job.data.test.count, onPhase: (phase: string) => void = () => undefined,
  ): Promise<readonly NamedCheckpoint[]> {
    const { job, setting } = this;
    const { method, epochs, seed, ...options } = job.options;
    const card = {
      dataset: job.dataset.title, trainImages: setting.data.train.count, testImages, method, epochs, seed, command: job.command,
      options: {
        ...options, ...(this.plan.length > 1 ? { plan: this.plan } : {}), ...(job.from === undefined ? {} : { from: job.from.contentHash }),
      },
    };
    const checkpoints: NamedCheckpoint[] = [];
    for (const output of this.outputs) {
      const own = { ...card, curve: this.curve.points.filter(
        ({ subnet }) => this.outputs.length === 1 || output.subnets.some(({ name }) => name === subnet)
      ) };
      checkpoints.push({ name: output.name, checkpoint: await finishedCheckpoint(
        output, { setting, classNames: job.dataset.classNames, card: own, onPhase }
      ) });
    }
    return checkpoints;
  }

  /** One step of the round, and what follows from it. */
  private async continueRound(phase: RoundPhase, { onStep, onLine, onState }: TrainingHooks): Promise<void> {
    const round = this.round ?? this.beginRound(phase);
    if (!round.isDone) {
      const result = await round.oneStep();
      const step = this.stepsDone;
      this.curve.add(result, round.subnets.map((subnet) => subnet.name));
      onStep?.({ ...result, step, steps: this.steps, epoch: Math.floor((step - 1) / this.stepsPerEpoch), phase: phase.name });
      if (!round.isBetweenEpochs) return;
      const heldOut = await this.judge(phase, round);
      this.curve.endEpoch(phase.name, step / this.stepsPerEpoch, heldOut);
      if (this.best !== null) onLine?.(
        `${phase.name}: held-out accuracy ${percent(mean(Object.values(heldOut)))}, `
          + `best ${percent(this.best.accuracy)} after epoch ${this.best.epoch} of the round`
      );
    }
    if (round.isDone || hasStalled(this.best, round.epochsDone, this.setting.options.patience)) await this.endRound(phase, round);
    await onState?.(this.state());
  }

  /** Held-out accuracy of each subnet of a round that may be stopped early; remembers the best epoch. */
  private async judge(phase: RoundPhase, round: TrainingRound): Promise<Record<string, number>> {
    const { validation, setting } = this;
    if (setting.options.patience === undefined || validation === null || !phase.putsOut) return {};
    const { output } = this.endOf(phase, round);
    if (output === undefined) return {};
    const accuracies = await heldOutAccuracy(output, setting, validation);
    this.best = betterOf(this.best, { epoch: round.epochsDone, accuracy: mean(accuracies), parameters: round.state().parameters });
    return Object.fromEntries(round.subnets.map(({ name }, n) => [name, accuracies[n]!]));
  }

  private beginRound(phase: RoundPhase): TrainingRound {
    const { course, setting } = this;
    const subnets = phase.subnets(course);
    const epochs = this.epochsFor(phase);
    const { quantisation: rounded } = setting.options;
    const rules = [
      ...(phase.rules?.(course) ?? []), ...(rounded === undefined || !phase.putsOut ? [] : [quantisation(rounded, workOf(setting).blocks)]),
    ];
    const round = new TrainingRound({
      network: phase.network ?? course.network, subnets, start: phase.start(course, subnets), objectives: phase.objectives, rules,
      epochs, cycle: phase.cycle ?? { before: 0, epochs }, firstEpoch: sum(this.spent),
    }, setting);
    this.round = round;
    if (this.restored !== null) round.restore(this.restored);
    this.restored = null;
    return round;
  }

  /** What the round would leave behind if it ended now. */
  private endOf(phase: RoundPhase, round: TrainingRound): PhaseEnd {
    const { quantisation: wanted } = this.setting.options;
    const outcome = round.outcome();
    const { course, output } = phase.end(this.course, outcome);
    if (output === undefined || wanted === undefined) return { course, ...(output === undefined ? {} : { output }) };
    return {
      course, output: { ...output, quantisation: trainedQuantisation(output.network, output.subnets, wanted, outcome.learnedTensor) },
    };
  }

  private async endRound(phase: RoundPhase, round: TrainingRound): Promise<void> {
    if (this.best !== null) round.restore({ ...round.state(), parameters: this.best.parameters });
    const end = this.endOf(phase, round);
    await round.close();
    this.round = null;
    this.best = null;
    this.course = end.course;
    if (end.output !== undefined) this.outputs = [...this.outputs, end.output];
    // Epochs that early stopping saved are not handed on: another network of the same training would get more than its share.
    this.spent = [...this.spent, this.epochsFor(phase)];
  }

  /** One iteration of the search. */
  private async continueSearch(phase: SearchPhase, { onLine, onState }: TrainingHooks): Promise<void> {
    const { course, state, isDone, spentEpochs, report } = await phase.iterate(
      this.course, this.search, searchTools(this.setting, this.validation!, sum(this.spent))
    );
    onLine?.(`${phase.name}: ${report}`);
    this.course = course;
    this.search = isDone ? null : state;
    if (isDone) this.spent = [...this.spent, spentEpochs];
    await onState?.(this.state());
  }
}

/** The first subnet teaches the others and holds them all. @throws ConfigError */
function requireFalling(network: NetworkSpec, subnets: readonly Subnet[]): void {
  const macs = subnets.map((subnet) => countNetwork(network, subnet).macs);
  const wrong = macs.findIndex((count, n) => n > 0 && count >= macs[n - 1]!);
  if (wrong > 0) throw new ConfigError({
    path: `widths[${wrong}]`, message: "subnets are named from the widest to the narrowest",
    found: subnets.map((subnet) => subnet.name).join(", "), allowed: "each with fewer multiply-accumulates than the one before",
  });
}

const mean = (values: readonly number[]): number => sum(values) / values.length;
const percent = (share: number): string => `${(100 * share).toFixed(2)} %`;
const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);
const epochsOf = (phases: readonly Phase[]): number => sum(phases.map((phase) => phase.epochs));
