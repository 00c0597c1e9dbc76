// Runs blocks with plain loops instead of compiled kernels: any kernel size, stride and map, slower by an order of magnitude.
// Only looks at finished networks (accuracy, ranges); it does not train.
import type { ModelMemory } from "../nn/model-memory.js";
import { countCorrect, crossEntropy, oneHot } from "../nn/loss.js";
import { imageBytes } from "../data/index.js";
import { PlainNetwork } from "../reference/float-network.js";
import type { BlockResult, BlockTask, TrainingData } from "./block-work.js";
import type { BlockExecutor } from "./executor.js";
import { HISTOGRAM_BINS } from "./range-collector.js";
import type { RangeRequest, TensorHistogram } from "./range-collector.js";

export class PlainExecutor implements BlockExecutor {
  private readonly networks: readonly PlainNetwork[];

  constructor(private readonly shared: ModelMemory, private readonly data: TrainingData) {
    const { shape, parameters, statistics } = shared;
    this.networks = shape.subnets.map((subnet) => new PlainNetwork({ network: shape.spec, subnets: shape.subnets, parameters, statistics }, subnet));
  }

  async run(tasks: readonly BlockTask[]): Promise<BlockResult[]> {
    return tasks.map((task) => this.runTask(task));
  }

  async close(): Promise<void> {
    // Nothing to stop.
  }

  private runTask(task: BlockTask): BlockResult {
    if (task.kind === "evaluate" && task.mode === "evaluate") return this.evaluate(task);
    if (task.kind === "ranges") return { losses: [], correct: [], histograms: this.ranges(task, task.request) };
    throw new RangeError(`plain loops do not ${task.kind === "train" ? "train" : "take batch statistics"}`);
  }

  private evaluate(task: BlockTask & { kind: "evaluate" }): BlockResult {
    const { classes } = this.shared.shape.spec;
    const labels = task.images.map((image) => this.data[task.split].labels[image]!);
    const logits = Float32Array.from(task.images.flatMap((image) => [...this.maps(task, image).logits]));
    return { losses: [crossEntropy(logits, oneHot(labels, classes), classes, 1).loss], correct: [countCorrect(logits, labels, classes)] };
  }

  private ranges(task: BlockTask & { kind: "ranges" }, { tensors, largest }: RangeRequest): TensorHistogram[] {
    const found = tensors.map(() => ({ min: Infinity, max: -Infinity, bins: new Float64Array(largest === null ? 0 : HISTOGRAM_BINS) }));
    for (const image of task.images) {
      const { maps } = this.maps(task, image);
      tensors.forEach((tensor, n) => collect(found[n]!, this.networks[task.subnet]!.rangeTensor(tensor, maps), largest?.[n] ?? 0));
    }
    return found;
  }

  private maps(task: BlockTask & { subnet: number }, image: number): { maps: ReadonlyMap<string, Float32Array>; logits: Float32Array } {
    const set = this.data[task.split];
    const { zeroPoint, pixelScale } = this.data.normalisation;
    const size = imageBytes(set);
    const pixels = Float32Array.from(set.images.subarray(image * size, (image + 1) * size), (pixel) => (pixel - zeroPoint) / pixelScale);
    const maps = this.networks[task.subnet]!.run(pixels);
    return { maps, logits: maps.get(this.shared.shape.spec.nodes.at(-1)!.id)! };
  }
}

function collect(into: { min: number; max: number; bins: Float64Array }, values: Float32Array, largest: number): void {
  const scale = largest === 0 ? 0 : HISTOGRAM_BINS / largest;
  for (const value of values) {
    if (value < into.min) into.min = value;
    if (value > into.max) into.max = value;
    if (into.bins.length > 0) into.bins[Math.min(HISTOGRAM_BINS - 1, Math.floor(Math.abs(value) * scale))]! += 1;
  }
}
