// Mean and variance of every channel that goes into a batch norm, over some images of the whole network.
import { imageBytes } from "../data/index.js";
import type { ImageSet, Normalisation } from "../data/index.js";
import { PlainNetwork } from "../reference/float-network.js";
import type { FinishedNetwork } from "../train/float-evaluation.js";

export interface Moments {
  readonly mean: Float64Array;
  readonly variance: Float64Array;
}

/** By batch-norm node, over the first `count` images. */
export function channelMoments(model: FinishedNetwork, set: ImageSet, { zeroPoint, pixelScale }: Normalisation, count: number): Map<string, Moments> {
  const network = new PlainNetwork(model, model.subnets[0]!);
  const norms = model.network.nodes.filter((node) => node.kind === "batch-norm");
  const sums = new Map(norms.map((node) => [node.id, { sum: [] as number[], squares: [] as number[], pixels: 0 }]));
  const size = imageBytes(set);
  for (let n = 0; n < Math.min(count, set.count); n += 1) {
    const maps = network.run(Float32Array.from(set.images.subarray(n * size, (n + 1) * size), (pixel) => (pixel - zeroPoint) / pixelScale));
    for (const node of norms) addMap(sums.get(node.id)!, maps.get(node.input)!, model, node.id);
  }
  return new Map([...sums].map(([id, { sum, squares, pixels }]) => {
    const mean = Float64Array.from(sum, (value) => value / pixels);
    return [id, { mean, variance: Float64Array.from(squares, (value, c) => Math.max(0, value / pixels - mean[c]! ** 2)) }];
  }));
}

function addMap(into: { sum: number[]; squares: number[]; pixels: number }, map: Float32Array, model: FinishedNetwork, id: string): void {
  const channels = channelsOf(model, id);
  const area = map.length / channels;
  for (let c = 0; c < channels; c += 1) {
    let [sum, squares] = [0, 0];
    for (let at = c * area; at < (c + 1) * area; at += 1) {
      sum += map[at]!;
      squares += map[at]! ** 2;
    }
    into.sum[c] = (into.sum[c] ?? 0) + sum;
    into.squares[c] = (into.squares[c] ?? 0) + squares;
  }
  into.pixels += area;
}

/** Channels of the convolution in front of a batch norm. */
function channelsOf({ network }: FinishedNetwork, id: string): number {
  const norm = network.nodes.find((node) => node.id === id)!;
  const conv = network.nodes.find((node) => node.id === norm.input)!;
  return conv.kind === "conv" ? network.channels[conv.slot]! : 0;
}
