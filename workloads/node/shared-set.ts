// Images in memory that every thread reads, instead of a copy for each.
import type { ImageSet } from "../data/index.js";

/** The same images, and nothing else that the object may hold. */
export const sharedSet = ({ images, labels, count, channels, height, width }: ImageSet): ImageSet =>
  ({ images: sharedBytes(images), labels: sharedBytes(labels), count, channels, height, width });

function sharedBytes(bytes: Uint8Array): Uint8Array {
  const shared = new Uint8Array(new SharedArrayBuffer(bytes.length));
  shared.set(bytes);
  return shared;
}
