// A validation part taken from training images, for search and early stopping: the test images are looked at once, at the end.
import { ConfigError } from "../../sim/errors.js";
import { randomStream } from "../../sim/random.js";
import { imageBytes } from "./dataset.js";
import type { ImageSet } from "./dataset.js";

export interface HeldOut {
  readonly train: ImageSet;
  readonly validation: ImageSet;
}

/**
 * Draws `count` images of the set for validation, the same ones for the same seed; both parts keep the set's order.
 * @throws ConfigError when nothing would be left to train on
 */
export function holdOut(set: ImageSet, count: number, seed: number): HeldOut {
  if (!Number.isInteger(count) || count < 1 || count >= set.count) throw new ConfigError({
    path: "train.validationImages", message: "not a number of images that can be held out", found: String(count),
    allowed: `1 to ${set.count - 1}`,
  });
  const random = randomStream(seed, "held-out");
  const order = Uint32Array.from({ length: set.count }, (_, n) => n);
  // The first steps of Fisher and Yates: as many draws as images are held out.
  for (let n = 0; n < count; n += 1) {
    const other = n + random.int(set.count - n);
    [order[n], order[other]] = [order[other]!, order[n]!];
  }
  return { validation: pickImages(set, order.subarray(0, count).sort()), train: pickImages(set, order.subarray(count).sort()) };
}

function pickImages(set: ImageSet, indices: Uint32Array): ImageSet {
  const size = imageBytes(set);
  const images = new Uint8Array(indices.length * size);
  indices.forEach((index, n) => images.set(set.images.subarray(index * size, (index + 1) * size), n * size));
  return { ...set, images, labels: Uint8Array.from(indices, (index) => set.labels[index]!), count: indices.length };
}
