// One image of a set, and what the network says it is.
import type { LabelledImages } from "../services.js";

/** Pixels of one image, channels x height x width. */
export const imageAt = (data: LabelledImages, index: number): Uint8Array => {
  const size = data.images.length / data.count;
  return data.images.subarray(index * size, (index + 1) * size);
};

/** Index of the largest logit; the first one on ties. */
export const argmax = (logits: Int32Array): number => logits.reduce((best, value, i) => (value > logits[best]! ? i : best), 0);
