// The work of one thread: blocks of images through the model, for training, batch-norm statistics, accuracy or activation ranges.
// A task names everything it depends on, so its result is the same on any thread.
import type { ImageSet, Normalisation, Split } from "../data/index.js";
import { countCorrect, crossEntropy, oneHot } from "../nn/loss.js";
import type { Mode } from "../passes/layer.js";
import type { ModelMemory } from "../nn/model-memory.js";
import { SlimmableModel } from "../nn/model.js";
import { drawPlacement, UNMOVED, writeImage } from "./augmentation.js";
import type { Objective } from "./methods/index.js";
import { collectRanges } from "./range-collector.js";
import type { RangeRequest, TensorHistogram } from "./range-collector.js";

/** Images of a split by index, and the gradient and statistics vectors to use. */
interface BlockImages {
  readonly block: number;
  readonly split: Split;
  readonly images: readonly number[];
}

export type BlockTask =
  | (BlockImages & { readonly kind: "train"; readonly epoch: number; readonly seed: number; readonly augment: boolean;
    readonly flip: boolean; readonly objectives: readonly Objective[]; /** 1 / images of the whole step. */ readonly weight: number })
  | (BlockImages & { readonly kind: "statistics"; readonly subnet: number })
  | (BlockImages & { readonly kind: "evaluate"; readonly subnet: number; readonly mode: Mode })
  | (BlockImages & { readonly kind: "ranges"; readonly subnet: number; readonly request: RangeRequest });

export interface BlockResult {
  /** Per objective (train) or one entry (evaluate): sum of losses and number of right answers. */
  readonly losses: readonly number[];
  readonly correct: readonly number[];
  readonly histograms?: readonly TensorHistogram[];
}

/** The images a run works on. */
export interface TrainingData {
  readonly train: ImageSet;
  readonly test: ImageSet;
  readonly normalisation: Normalisation;
}

const NOTHING: BlockResult = { losses: [], correct: [] };

/** One thread's model and its data. */
export class BlockWorker {
  private readonly model: SlimmableModel;

  constructor(private readonly shared: ModelMemory, workspace: number, private readonly data: TrainingData) {
    this.model = new SlimmableModel(shared, workspace);
  }

  run(task: BlockTask): BlockResult {
    this.writeInput(task);
    switch (task.kind) {
      case "train":
        return this.train(task);
      case "statistics":
        this.forward(task, task.subnet, "train");
        return NOTHING;
      case "evaluate":
        return this.evaluate(task);
      case "ranges":
        return { ...NOTHING, histograms: collectRanges(this.model, this.shared, this.state(task, task.subnet, "evaluate"), task.request) };
    }
  }

  private train(task: BlockTask & { kind: "train" }): BlockResult {
    const { classes } = this.shared.shape.spec;
    const labels = this.labels(task);
    const truth = oneHot(labels, classes);
    const probabilities = new Map<number, Float32Array>();
    const [losses, correct]: [number[], number[]] = [[], []];
    this.model.beginBlock(task.block);
    for (const objective of task.objectives) {
      const logits = this.forward(task, objective.subnet, "train");
      correct.push(countCorrect(logits, labels, classes));
      const teacher = objective.teacher === null ? truth : probabilities.get(objective.teacher)!;
      const targets = truth.map((value, n) => objective.labels * value + (1 - objective.labels) * teacher[n]!);
      const result = crossEntropy(logits, targets, classes, task.weight);
      losses.push(result.loss);
      probabilities.set(objective.subnet, result.probabilities);
      this.model.backward(this.state(task, objective.subnet, "train"), result.gradient);
    }
    this.model.endBlock(task.block);
    return { losses, correct };
  }

  private evaluate(task: BlockTask & { kind: "evaluate" }): BlockResult {
    const { classes } = this.shared.shape.spec;
    const labels = this.labels(task);
    const logits = this.forward(task, task.subnet, task.mode);
    return { losses: [crossEntropy(logits, oneHot(labels, classes), classes, 1).loss], correct: [countCorrect(logits, labels, classes)] };
  }

  private state(task: BlockTask, subnetIndex: number, mode: Mode): { subnetIndex: number; images: number; mode: Mode; block: number } {
    return { subnetIndex, images: task.images.length, mode, block: task.block };
  }

  private forward(task: BlockTask, subnetIndex: number, mode: Mode): Float32Array {
    return this.model.forward(this.state(task, subnetIndex, mode));
  }

  private labels(task: BlockTask): number[] {
    return task.images.map((image) => this.data[task.split].labels[image]!);
  }

  private writeInput(task: BlockTask): void {
    const set = this.data[task.split];
    task.images.forEach((image, at) => {
      const placement = task.kind === "train" && task.augment ? drawPlacement(task.seed, task.epoch, image, task.flip) : UNMOVED;
      writeImage(this.shared.memory, this.model.input, at, set, image, this.data.normalisation, placement);
    });
  }
}
