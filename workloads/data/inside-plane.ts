// One more input plane that tells image from padding: constant over the image, real zero in the padding. With it the first
// convolution can represent any per-channel mean exactly, although padding is one scalar zero point.
import { imageBytes } from "./dataset.js";
import type { ImageSet, Normalisation } from "./dataset.js";

/** The images as the network takes them: with the constant plane appended if its normalisation asks for one. */
export function networkImages<Set extends ImageSet>(set: Set, { insidePlane }: Normalisation): Set {
  if (insidePlane === undefined) return set;
  const [from, area] = [imageBytes(set), set.height * set.width];
  const to = from + area;
  const images = new Uint8Array(set.count * to).fill(insidePlane);
  for (let n = 0; n < set.count; n += 1) images.set(set.images.subarray(n * from, (n + 1) * from), n * to);
  return { ...set, images, channels: set.channels + 1 };
}
