// Histograms of activations, tensor by tensor, over one block of images: what post-training quantisation needs to know.
import { innerOffset, pitchOf } from "../tensor/plane.js";
import { planeOf } from "../tensor/feature-plane.js";
import type { Feature } from "../tensor/kernels.js";
import type { ModelMemory } from "../nn/model-memory.js";
import type { PassState, SlimmableModel } from "../nn/model.js";

/** Which tensors to look at. Without limits only extremes are taken; with the largest magnitudes of each, histograms too. */
export interface RangeRequest {
  readonly tensors: readonly string[];
  readonly largest: readonly number[] | null;
}

export interface TensorHistogram {
  readonly min: number;
  readonly max: number;
  /** Counts of |value| in equal bins of [0, largest]; empty in the first round. */
  readonly bins: Float64Array;
}

export const HISTOGRAM_BINS = 4096;

/** Runs the block in the model's input and looks at the tensors on the way, one histogram each. */
export function collectRanges(model: SlimmableModel, shared: ModelMemory, state: PassState, request: RangeRequest): TensorHistogram[] {
  const collectors = request.tensors.map((_, n) => new Collector(request.largest?.[n] ?? null));
  model.forward(state, (node) => {
    const index = request.tensors.indexOf(node);
    if (index < 0) return;
    const tensor = model.tensor(state, node);
    const collector = collectors[index]!;
    if ("vector" in tensor) for (const value of tensor.vector) collector.add(value);
    else forEachInner(shared, tensor.feature, state.images, (value) => collector.add(value));
  });
  return collectors.map(({ min, max, bins }) => ({ min, max, bins }));
}

class Collector {
  min = Infinity;
  max = -Infinity;
  readonly bins: Float64Array;
  private readonly scale: number;

  constructor(largest: number | null) {
    this.bins = new Float64Array(largest === null ? 0 : HISTOGRAM_BINS);
    this.scale = largest === null || largest === 0 ? 0 : HISTOGRAM_BINS / largest;
  }

  add(value: number): void {
    if (value < this.min) this.min = value;
    if (value > this.max) this.max = value;
    if (this.bins.length > 0) this.bins[Math.min(HISTOGRAM_BINS - 1, Math.floor(Math.abs(value) * this.scale))]! += 1;
  }
}

/** Every pixel of a block of feature maps, without borders. */
export function forEachInner(
  { memory }: Pick<ModelMemory, "memory">, x: Feature, images: number, visit: (value: number, channel: number) => void,
): void {
  for (let n = 0; n < images; n += 1) {
    for (let c = 0; c < x.channels; c += 1) {
      const plane = planeOf(memory, x, n, c);
      for (let row = 0; row < x.shape.height; row += 1) {
        const from = innerOffset(x.shape) + row * pitchOf(x.shape);
        for (let column = 0; column < x.shape.width; column += 1) visit(plane[from + column]!, c);
      }
    }
  }
}
