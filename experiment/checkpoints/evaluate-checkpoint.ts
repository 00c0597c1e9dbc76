// Accuracy of every subnet of a checkpoint on labelled images, twice: the float network, and the integers that run on the arrays (through
// the integer reference network, which the simulated arrays equal bit for bit). No timing, no chip.
import { ConfigError } from "../../sim/errors.js";
import type { Checkpoint } from "../../workloads/checkpoint/index.js";
import { networkImages, type ImageSet } from "../../workloads/data/index.js";
import { countNetwork } from "../../workloads/nets/index.js";
import { checkpointModel } from "../../workloads/checkpoint/checkpoint-model.js";
import type { QuantOptions } from "../../workloads/codes/bits.js";
import { quantizeModel } from "../../workloads/quant/quantize.js";
import type { IntegerNetwork } from "../../workloads/quant/integer-network.js";
import { runReference } from "../../workloads/reference/reference-network.js";
import { evaluate } from "../../workloads/train/index.js";
import { InlineExecutor } from "../../workloads/train/executor.js";
import { finishedModel } from "../../workloads/train/float-evaluation.js";
import { slicesOf } from "../run/images.js";
import { argmax, imageAt } from "../run/labelled-images.js";
import type { Dataset, ExperimentProgress, ImageSlice } from "../services.js";

export interface SubnetAccuracy {
  readonly name: string;
  /** Shares of right answers, 0 to 1. The float network of a checkpoint that was trained for integers rounds as it did in training. */
  readonly floatAccuracy: number;
  readonly integerAccuracy: number;
  readonly macs: number;
}

/** Right answers slice by slice, in the slices' order; experiment/node does it on several threads. */
export type CountCorrect = (
  networks: readonly IntegerNetwork[],
  data: Dataset,
  slices: readonly ImageSlice[],
  onSlice: (slice: ImageSlice, done: number) => void,
) => Promise<number[]>;

type OnProgress = (progress: ExperimentProgress) => void;

/** @throws ConfigError when images and network do not go together, or integers cannot hold the network */
export async function evaluateCheckpoint(
  checkpoint: Checkpoint,
  images: Dataset,
  bits: QuantOptions,
  onProgress: OnProgress = () => undefined,
  countCorrect = countHere,
): Promise<SubnetAccuracy[]> {
  const { network, subnets, normalisation } = checkpoint;
  const set = networkImages(images, normalisation);
  requireFit(checkpoint, set);
  const floatAccuracies = await floatAccuracy(checkpoint, set, onProgress);
  const model = quantizeModel(checkpointModel(checkpoint, subnets), bits);
  const slices = slicesOf(subnets.length, set.count);
  const correct = await countCorrect(model.subnets, set, slices, (slice, done) =>
    onProgress({ stage: `${subnets[slice.subnet]!.name} integers`, done, total: slices.length }),
  );
  const rightOf = (subnet: number): number => slices.reduce((sum, slice, n) => (slice.subnet === subnet ? sum + correct[n]! : sum), 0);
  return subnets.map((subnet, n) => ({
    name: subnet.name,
    floatAccuracy: floatAccuracies[subnet.name]!,
    integerAccuracy: rightOf(n) / set.count,
    macs: countNetwork(network, subnet).macs,
  }));
}

/** Share of right answers by subnet name. */
export async function floatAccuracy(
  checkpoint: Checkpoint,
  set: ImageSet,
  onProgress: OnProgress = () => undefined,
): Promise<Record<string, number>> {
  onProgress({ stage: "float network", done: 0, total: set.count });
  const shared = finishedModel(checkpoint);
  const executor = new InlineExecutor(shared, { train: set, test: set, normalisation: checkpoint.normalisation });
  const accuracies = await evaluate(shared, executor, "test", set.count);
  onProgress({ stage: "float network", done: set.count, total: set.count });
  return accuracies;
}

/** Right answers among the images of a slice. */
export function integerCorrect(network: IntegerNetwork, set: Dataset, { from, to }: ImageSlice): number {
  let correct = 0;
  for (let n = from; n < to; n += 1) if (argmax(runReference(network, imageAt(set, n))) === set.labels[n]) correct += 1;
  return correct;
}

const countHere: CountCorrect = async (networks, set, slices, onSlice) =>
  slices.map((slice, n) => {
    const correct = integerCorrect(networks[slice.subnet]!, set, slice);
    onSlice(slice, n + 1);
    return correct;
  });

/** @throws ConfigError when classes or image sizes differ */
export function requireFit({ network }: Pick<Checkpoint, "network">, set: Dataset): void {
  const size = ({ channels, height, width }: { channels: number; height: number; width: number }): string =>
    `${channels}x${height}x${width}`;
  if (set.classes !== network.classes)
    throw new ConfigError({
      path: "--dataset",
      message: `the network tells ${network.classes} classes apart`,
      found: `${set.classes} classes`,
    });
  if (size(set) !== size(network.input))
    throw new ConfigError({ path: "--dataset", message: `the network takes images of ${size(network.input)}`, found: size(set) });
}
