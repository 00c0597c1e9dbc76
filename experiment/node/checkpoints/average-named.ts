// The mean of named checkpoints as a checkpoint file, with batch norm and accuracy measured anew on the images they were trained on.
import { resolve } from "node:path";
import { ConfigError } from "../../../sim/errors.js";
import { checkFile } from "../../../sim/node/write-atomically.js";
import type { CheckpointCard, DecodedCheckpoint } from "../../../workloads/checkpoint/index.js";
import { networkImages, type DatasetFamily, type ImageSet, type Split } from "../../../workloads/data/index.js";
import { writeCheckpoint } from "../../../workloads/node/checkpoint-files.js";
import { blockExecutor } from "../../../workloads/node/worker-pool.js";
import {
  averagedCard, averagedNetwork, DEFAULT_TRAIN_OPTIONS, finishedCheckpoint, type TrainingData,
} from "../../../workloads/train/index.js";
import type { TrainedNetwork } from "../../../workloads/train/methods/index.js";
import { requireFit } from "../../checkpoints/evaluate-checkpoint.js";
import { hasClasses, type ImageWish } from "../../images/named-images.js";
import { namedCheckpoint } from "../named-checkpoint.js";
import { namedImages } from "../named-images.js";

export interface AverageWish {
  /** Shipped names, or files. */
  readonly checkpoints: readonly string[];
  readonly images: ImageWish;
  readonly threads: number;
  /** File to write. */
  readonly out: string;
  /** How to repeat it, for the card. */
  readonly command: string;
}

/** @throws ConfigError when the networks or the images do not go together, or the file cannot be written */
export async function averageNamed(wish: AverageWish, onPhase: (phase: string) => void): Promise<CheckpointCard> {
  const { threads, command } = wish;
  await requireOwnFile(wish);
  const checkpoints = await Promise.all(wish.checkpoints.map((name) => namedCheckpoint(name)));
  const network = averagedNetwork(checkpoints);
  const first = checkpoints[0]!;
  // Drawn images are those of the first network's training.
  const seed = wish.images.seed ?? first.card.seed;
  const data = trainingData(first, network, { ...wish.images, seed });
  const checkpoint = await finishedCheckpoint(network, {
    setting: { data, flip: false, options: DEFAULT_TRAIN_OPTIONS, threads, makeExecutor: blockExecutor },
    classNames: first.classNames, card: averagedCard(checkpoints, { command, testImages: data.test.count, seed }), onPhase,
  });
  await writeCheckpoint(wish.out, checkpoint);
  return checkpoint.card;
}

/** As many images as the first network was trained and tested on. An imported network has seen no test images yet: all. */
function trainingData(first: DecodedCheckpoint, network: TrainedNetwork, wish: ImageWish): TrainingData {
  const { normalisation, classNames, card: { trainImages, testImages } } = first;
  const images = (split: Split, count: number | undefined): ImageSet => {
    const { family, ...set } = namedImages(wish, split, classNames.length, count);
    requireFit(network, { ...set, classes: family.classes.length });
    requireSameImages(first, family, set.count, count);
    return networkImages(set, normalisation);
  };
  return { train: images("train", trainImages), test: images("test", testImages > 0 ? testImages : undefined), normalisation };
}

/** @throws ConfigError when the file cannot be written, or is one of those that are read */
async function requireOwnFile({ out, checkpoints }: AverageWish): Promise<void> {
  await checkFile(out, "--out");
  if (!checkpoints.some((name) => resolve(name) === resolve(out))) return;
  throw new ConfigError({ path: "--out", message: "is one of the checkpoints to be averaged", found: out, allowed: "another file" });
}

/**
 * What can be known of it: names of classes, and as many images as the network was trained and tested on.
 * @throws ConfigError when they are others
 */
function requireSameImages({ classNames, card }: DecodedCheckpoint, family: DatasetFamily, count: number, wanted = count): void {
  const some = (classes: readonly string[]): string => `${classes.slice(0, 3).join(", ")} ...`;
  if (!hasClasses(family, classNames)) {
    throw new ConfigError({
      path: "--data", message: "these are not the images that the networks were trained on",
      found: `${family.title}: ${some(family.classes)}`, allowed: `${card.dataset}: ${some(classNames)}`,
    });
  }
  if (count >= wanted) return;
  const message = "these are fewer images than the networks were trained or tested on";
  throw new ConfigError({ path: "--data", message, found: String(count), allowed: String(wanted) });
}
