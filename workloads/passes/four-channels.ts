// Blocks of feature maps as the convolution kernels take them: four channels at once, some images of a block.
import { floatsAt } from "../tensor/arena.js";
import type { Feature } from "../tensor/kernels.js";
import { planeBytes, planeFloats } from "../tensor/plane.js";
import type { WasmMemory } from "../../sim/wasm/index.js";

/** Channels of a map as memory has them. */
export const wholeFours = (channels: number): number => 4 * Math.ceil(channels / 4);

/** The block without its first n images. */
export const imagesFrom = (x: Feature, n: number): Feature => ({ ...x, address: x.address + n * x.imageBytes });

/** Zeroes the planes between the last channel and the next multiple of four: they must not add to the weights' gradients. */
export function clearBehindLast(memory: WasmMemory, dy: Feature, images: number): void {
  const missing = -dy.channels & 3;
  for (let n = 0; missing > 0 && n < images; n += 1) {
    floatsAt(memory, dy.address + n * dy.imageBytes + dy.channels * planeBytes(dy.shape), missing * planeFloats(dy.shape)).fill(0);
  }
}
