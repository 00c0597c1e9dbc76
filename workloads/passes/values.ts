// The values of a tensor row by row, whether it lies in planes or in vectors: for passes that go value by value and need not be fast.
import type { WasmMemory } from "../../sim/wasm/index.js";
import type { Feature } from "../tensor/kernels.js";
import { FLOAT_BYTES, innerBytes, pitchOf, planeBytes } from "../tensor/plane.js";

/** A block of images of one tensor. */
export interface Values {
  readonly data: Float32Array;
  readonly channels: number;
  readonly rows: number;
  /** Values side by side in a row. */
  readonly columns: number;
  /** Where a row begins in `data`. */
  at(image: number, channel: number, row: number): number;
}

/** Feature maps. */
export function mapValues(memory: WasmMemory, x: Feature): Values {
  const { address, imageBytes, shape, channels } = x;
  const start = (image: number, channel: number): number => address + image * imageBytes + channel * planeBytes(shape) + innerBytes(shape);
  return {
    data: new Float32Array(memory.buffer), channels, rows: shape.height, columns: shape.width,
    at: (image, channel, row) => start(image, channel) / FLOAT_BYTES + row * pitchOf(shape),
  };
}

/** Vectors, [images][channels]. */
export const vectorValues = (data: Float32Array, channels: number): Values =>
  ({ data, channels, rows: 1, columns: 1, at: (image, channel) => image * channels + channel });

/** Every row of so many channels of every image. */
export function forEachRow(
  { rows }: Pick<Values, "rows">, images: number, channels: number, visit: (image: number, channel: number, row: number) => void,
): void {
  for (let n = 0; n < images; n += 1) for (let c = 0; c < channels; c += 1) for (let row = 0; row < rows; row += 1) visit(n, c, row);
}
