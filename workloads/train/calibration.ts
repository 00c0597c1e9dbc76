// What is measured after training, on training images only: batch-norm statistics of every subnet (recalibration, Yu and Huang 2019)
// and activation ranges for post-training quantisation; and accuracy, on whichever split is asked for.
import type { ActivationRanges, TensorRange } from "../checkpoint/index.js";
import type { Split } from "../data/index.js";
import { kindOf, readsOf } from "../layers/index.js";
import type { NetworkSpec } from "../nets/index.js";
import type { Mode } from "../passes/layer.js";
import type { ModelMemory } from "../nn/model-memory.js";
import { planStorage } from "../nn/storage.js";
import { consecutiveBlocks } from "./batches.js";
import type { BlockResult, BlockTask } from "./block-work.js";
import type { BlockExecutor } from "./executor.js";
import { activationSteps } from "../codes/activation-codes.js";
import { bestClip } from "../codes/best-clip.js";
import type { RangeRequest, TensorHistogram } from "./range-collector.js";

/** Runs tasks made from blocks in groups of as many as the model has block vectors. */
async function inGroups(
  shared: ModelMemory, executor: BlockExecutor, blocks: readonly number[][], task: (images: number[], block: number) => BlockTask,
  visit: (results: readonly BlockResult[]) => void,
): Promise<void> {
  const group = shared.shape.blocks;
  for (let n = 0; n < blocks.length; n += group) {
    visit(await executor.run(blocks.slice(n, n + group).map((images, block) => task(images, block))));
  }
}

/**
 * Sets the running batch-norm statistics to the mean of the block statistics over the first `images` training images: as many full blocks
 * as they make, or the one that they do not fill.
 */
export async function recalibrate(shared: ModelMemory, executor: BlockExecutor, images: number): Promise<void> {
  const { blockImages, subnets } = shared.shape;
  const blocks = consecutiveBlocks(images < blockImages ? images : images - (images % blockImages), blockImages);
  const total = new Float64Array(shared.statistics.length);
  for (let subnet = 0; subnet < subnets.length; subnet += 1) {
    const own = shared.statisticsLayout.slots.filter((slot) => slot.name.endsWith(`@${subnets[subnet]!.name}`));
    await inGroups(shared, executor, blocks, (list, block) =>
      ({ kind: "statistics", split: "train", images: list, block, subnet }), (results) => {
      results.forEach((_, block) => {
        const values = shared.batchStatistics[block]!;
        for (const { offset, size } of own) for (let n = offset; n < offset + size; n += 1) total[n]! += values[n]!;
      });
    });
  }
  for (const { name, offset, size } of shared.statisticsLayout.slots) {
    if (shared.plan.frozen.has(name)) continue;
    for (let n = offset; n < offset + size; n += 1) shared.statistics[n] = total[n]! / blocks.length;
  }
}

/**
 * Share of right answers of every subnet, by subnet name, on the first `count` images of a split.
 * @param mode whose batch-norm statistics: "evaluate" the running ones, "train" each block's own
 */
export async function evaluate(
  shared: ModelMemory, executor: BlockExecutor, split: Split, count: number, mode: Mode = "evaluate",
): Promise<Record<string, number>> {
  const blocks = consecutiveBlocks(count, shared.shape.blockImages);
  const accuracy: Record<string, number> = {};
  for (const [subnet, { name }] of shared.shape.subnets.entries()) {
    let correct = 0;
    await inGroups(shared, executor, blocks, (images, block) => ({ kind: "evaluate", split, images, block, subnet, mode }), (results) => {
      for (const result of results) correct += result.correct[0]!;
    });
    accuracy[name] = correct / count;
  }
  return accuracy;
}

/** Ranges of every tensor but those that go into a batch norm, per subnet, on the first `count` training images. */
export async function measureRanges(shared: ModelMemory, executor: BlockExecutor, count: number): Promise<ActivationRanges> {
  const { spec, subnets, blockImages } = shared.shape;
  const tensors = rangedTensors(spec);
  const blocks = consecutiveBlocks(count, blockImages);
  const { rectified } = planStorage(spec);
  const ranges: Record<string, Record<string, TensorRange>> = {};
  for (const [subnet, { name }] of subnets.entries()) {
    const collect = async (request: RangeRequest): Promise<TensorHistogram[]> => {
      const merged: TensorHistogram[] = [];
      await inGroups(shared, executor, blocks, (images, block) =>
        ({ kind: "ranges", split: "train", images, block, subnet, request }), (results) => {
        for (const result of results) result.histograms!.forEach((histogram, n) => { merged[n] = merge(merged[n], histogram); });
      });
      return merged;
    };
    const extremes = await collect({ tensors, largest: null });
    const largest = extremes.map(({ min, max }) => Math.max(-min, max, 0));
    const full = await collect({ tensors, largest });
    const unsigned = (n: number): boolean => full[n]!.min >= 0 || rectified.has(tensors[n]!);
    ranges[name] = Object.fromEntries(tensors.map((tensor, n) => [tensor, rangeOf(full[n]!, largest[n]!, unsigned(n))]));
  }
  return ranges;
}

/** What normalisation does not bring to another range anyway. */
function rangedTensors(spec: NetworkSpec): string[] {
  const isNormalised = (id: string): boolean => {
    const readers = spec.nodes.filter((node) => readsOf(node).includes(id));
    return readers.length === 1 && kindOf(readers[0]!).float.normalises === true;
  };
  return spec.nodes.map(({ id }) => id).filter((id) => !isNormalised(id));
}

function merge(a: TensorHistogram | undefined, b: TensorHistogram): TensorHistogram {
  if (a === undefined) return b;
  return { min: Math.min(a.min, b.min), max: Math.max(a.max, b.max), bins: a.bins.map((count, n) => count + b.bins[n]!) };
}

const rangeOf = ({ min, max, bins }: TensorHistogram, largest: number, unsigned: boolean): TensorRange =>
  ({ min, max, clip8: bestClip(bins, largest, activationSteps(8, !unsigned)) });
