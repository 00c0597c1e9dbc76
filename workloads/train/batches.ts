// Which images make up each step: a fresh permutation every epoch from the seed, cut into steps of blocks. The last incomplete step
// of an epoch is left out.
import { randomStream } from "../../sim/random.js";

/** A permutation of 0 ... count-1 (Fisher and Yates), the same for the same seed and epoch. */
export function epochOrder(seed: number, epoch: number, count: number): Uint32Array {
  const random = randomStream(seed, "order", epoch);
  const order = Uint32Array.from({ length: count }, (_, n) => n);
  for (let n = count - 1; n > 0; n -= 1) {
    const other = random.int(n + 1);
    [order[n], order[other]] = [order[other]!, order[n]!];
  }
  return order;
}

/** The blocks of images of one step of an epoch. */
export function stepBlocks(order: Uint32Array, step: number, batch: number, blockImages: number): number[][] {
  const blocks: number[][] = [];
  for (let from = step * batch; from < (step + 1) * batch; from += blockImages) blocks.push([...order.subarray(from, from + blockImages)]);
  return blocks;
}

/** 0 ... count-1 in blocks, the last one possibly shorter. */
export function consecutiveBlocks(count: number, blockImages: number): number[][] {
  return Array.from({ length: Math.ceil(count / blockImages) }, (_, n) =>
    Array.from({ length: Math.min(blockImages, count - n * blockImages) }, (_unused, i) => n * blockImages + i));
}
