// The accuracy of a named checkpoint's subnets on named test images, on all cores.
import type { DecodedCheckpoint } from "../../../workloads/checkpoint/index.js";
import type { QuantOptions } from "../../../workloads/codes/bits.js";
import { ownBits, PLAIN_BITS } from "../../../workloads/checkpoint/own-bits.js";
import { evaluateCheckpoint, type SubnetAccuracy } from "../../checkpoints/evaluate-checkpoint.js";
import { hasClasses, type ImageWish } from "../../images/named-images.js";
import type { ExperimentProgress } from "../../services.js";
import { namedCheckpoint } from "../named-checkpoint.js";
import { namedImages } from "../named-images.js";
import { countOnAllCores } from "../reference-pool.js";

export interface EvaluationWish {
  /** A shipped checkpoint's name, or a file. */
  readonly checkpoint: string;
  readonly images: ImageWish;
  /** Test images at most. */
  readonly count: number;
  /** Bits that are stated; none for those that the checkpoint was trained for. */
  readonly bits: Partial<QuantOptions>;
}

export interface Evaluation {
  readonly checkpoint: DecodedCheckpoint;
  /** Title of the images' set. */
  readonly dataset: string;
  readonly images: number;
  readonly bits: QuantOptions;
  readonly subnets: readonly SubnetAccuracy[];
}

export interface EvaluationWatch {
  readonly onProgress: (progress: ExperimentProgress) => void;
  /** What is doubtful about the images, before the long work begins. */
  readonly onNote: (note: string) => void;
}

/** @throws ConfigError when there is no such checkpoint, or images and network do not go together */
export async function evaluateNamed(wish: EvaluationWish, { onProgress, onNote }: EvaluationWatch): Promise<Evaluation> {
  const checkpoint = await namedCheckpoint(wish.checkpoint);
  const bits = Object.keys(wish.bits).length === 0 ? ownBits(checkpoint) : { ...PLAIN_BITS, ...wish.bits };
  const named = { ...wish.images, seed: wish.images.seed ?? checkpoint.card.seed };
  const { family, ...images } = namedImages(named, "test", checkpoint.network.classes, wish.count);
  const { card, classNames } = checkpoint;
  if (!hasClasses(family, classNames)) {
    onNote(`the network was trained on ${card.dataset}, and these are ${family.title}; --data names a folder of images`);
  }
  const subnets = await evaluateCheckpoint(checkpoint, images, bits, onProgress, countOnAllCores);
  return { checkpoint, dataset: family.title, images: images.count, bits, subnets };
}
