// Mean and variance of every channel that goes into a batch norm, over some images of the whole network.
import type { ImageSet, Normalisation } from "../data/index.js";
import { SlimmableModel } from "../nn/model.js";
import { UNMOVED, writeImage } from "../train/augmentation.js";
import { consecutiveBlocks } from "../train/batches.js";
import { finishedModel } from "../train/float-evaluation.js";
import type { FinishedNetwork } from "../train/float-evaluation.js";
import { forEachInner } from "../train/range-collector.js";

export interface Moments {
  readonly mean: Float64Array;
  readonly variance: Float64Array;
}

class ChannelSums {
  private readonly sums: Float64Array;
  private readonly squares: Float64Array;
  private values = 0;

  constructor(channels: number) {
    this.sums = new Float64Array(channels);
    this.squares = new Float64Array(channels);
  }

  add(value: number, channel: number): void {
    this.sums[channel]! += value;
    this.squares[channel]! += value * value;
    this.values += 1;
  }

  moments(): Moments {
    const pixels = this.values / this.sums.length;
    const mean = this.sums.map((sum) => sum / pixels);
    return { mean, variance: this.squares.map((sum, c) => Math.max(0, sum / pixels - mean[c]! ** 2)) };
  }
}

/** By batch-norm node, over the first `count` images. */
export function channelMoments(whole: FinishedNetwork, set: ImageSet, normalisation: Normalisation, count: number): Map<string, Moments> {
  const shared = finishedModel(whole);
  const model = new SlimmableModel(shared);
  const norms = new Map(whole.network.nodes.flatMap(({ kind, id, input }) => (kind === "batch-norm" ? [[input, id] as const] : [])));
  const sums = new Map<string, ChannelSums>();
  for (const images of consecutiveBlocks(Math.min(count, set.count), shared.shape.blockImages)) {
    images.forEach((image, at) => { writeImage(shared.memory, model.input, at, set, image, normalisation, UNMOVED); });
    const state = { subnetIndex: 0, images: images.length, mode: "evaluate", block: 0 } as const;
    model.forward(state, (node) => {
      const norm = norms.get(node);
      if (norm === undefined) return;
      const tensor = model.tensor(state, node);
      if (!("feature" in tensor)) return;
      const own = sums.get(norm) ?? new ChannelSums(tensor.feature.channels);
      sums.set(norm, own);
      forEachInner(shared, tensor.feature, images.length, (value, channel) => { own.add(value, channel); });
    });
  }
  return new Map([...sums].map(([id, own]) => [id, own.moments()]));
}
