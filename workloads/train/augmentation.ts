// Writes dataset images into a model's input planes: normalised, and for training shifted by up to four pixels (the border filled
// with real zeros) and mirrored half of the time. What happens to an image depends on (seed, epoch, image) only.
import { randomStream } from "../../sim/random.js";
import type { WasmMemory } from "../../sim/wasm/index.js";
import { imageBytes } from "../data/index.js";
import type { ImageSet, Normalisation } from "../data/index.js";
import { innerOffset, pitchOf } from "../tensor/plane.js";
import { planeOf } from "../tensor/feature-plane.js";
import type { Feature } from "../tensor/kernels.js";

export const CROP_PIXELS = 4;

/** Shift in pixels and mirroring of one image. */
export interface Placement {
  readonly dx: number;
  readonly dy: number;
  readonly flip: boolean;
}

export const UNMOVED: Placement = { dx: 0, dy: 0, flip: false };

/** Shift [pixels] and flip of an image in an epoch: the same for a seed, whoever draws. */
export function drawPlacement(seed: number, epoch: number, image: number, mayFlip: boolean): Placement {
  const random = randomStream(seed, "augment", epoch, image);
  const shift = (): number => random.int(2 * CROP_PIXELS + 1) - CROP_PIXELS;
  return { dx: shift(), dy: shift(), flip: mayFlip && random.next() < 0.5 };
}

/** Image `index` of the set into position `at` of the input block. */
export function writeImage(memory: WasmMemory, input: Feature, at: number, set: ImageSet, index: number, {
  zeroPoint, pixelScale,
}: Normalisation, placement: Placement): void {
  const { height, width } = set;
  const pitch = pitchOf(input.shape);
  for (let c = 0; c < set.channels; c += 1) {
    const plane = planeOf(memory, input, at, c);
    const from = index * imageBytes(set) + c * height * width;
    for (let y = 0; y < height; y += 1) {
      const row = innerOffset(input.shape) + y * pitch;
      const sourceY = y + placement.dy;
      for (let x = 0; x < width; x += 1) {
        const sourceX = (placement.flip ? width - 1 - x : x) + placement.dx;
        const inside = sourceY >= 0 && sourceY < height && sourceX >= 0 && sourceX < width;
        plane[row + x] = inside ? (set.images[from + sourceY * width + sourceX]! - zeroPoint) / pixelScale : 0;
      }
    }
  }
}
