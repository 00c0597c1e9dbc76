// Winograd's convolution of a block of images: when it is taken, how the work is cut into chunks whose transformed data stays in a
// core's own cache, and the calls of the kernels chunk by chunk.
import type { WasmFunction, WasmMemory } from "../../sim/wasm/index.js";
import { floatsAt } from "./arena.js";
import type { Feature } from "./kernels.js";
import { FLOAT_BYTES, innerBytes, pitchOf, planeBytes, VECTOR_BYTES } from "./plane.js";
import type { PlaneShape } from "./plane.js";
import { BLOCK_BYTES, TILE_SCRATCH_BYTES } from "./winograd-tile-kernels.js";
import { POINTS, TILE_SIDE } from "./winograd-transforms.js";

export type WinogradKernel = "winogradInput" | "winogradOutputGradient" | "winogradOutput" | "winogradProducts"
  | "winogradWeightProducts" | "winogradWeights" | "winogradWeightGradients";

/** Transformed weights and the memory that goes with them; byte addresses. */
export interface WinogradConv {
  /** [36 points][group of 4 outputs][inputs][4], groups weightGroupBytes and points weightPointBytes apart. */
  readonly weights: number;
  readonly weightGroupBytes: number;
  readonly weightPointBytes: number;
  /** Offsets of an image's tiles, see `tileOffsets`. */
  readonly offsets: number;
  /** winogradBufferBytes of this thread. */
  readonly buffer: number;
}

/** Both transformed arrays of a chunk fit in this: two threads of one core with 512 KiB of second-level cache keep theirs there. */
const CHUNK_BYTES = 192 * 1024;
/** Points are kept apart by more than a power of two, which would put all of them in one set of the first-level cache. */
const POINT_PADDING_BYTES = 64;
const CHANNELS = 4;
const TILES = 4;
/** With fewer channels the transforms cost more than the products save (measured, bench/train.ts). */
const LEAST_CHANNELS = 8;

/** Bytes of transformed data of four tiles. */
const groupBytes = (channels: number): number => (POINTS * BLOCK_BYTES * channels) / CHANNELS;
/** What a thread needs for layers of so many channels in and out together. */
export const winogradBufferBytes = (channels: number): number =>
  TILE_SCRATCH_BYTES + Math.max(CHUNK_BYTES, groupBytes(channels)) + 2 * POINTS * POINT_PADDING_BYTES;

/** Bytes from point to point of the transformed weights of so many 3x3 kernels (of four outputs each). */
export const weightPointBytes = (kernels: number): number => kernels * VECTOR_BYTES + POINT_PADDING_BYTES;
/** Bytes of so many 3x3 kernels, transformed. */
export const transformedWeightBytes = (kernels: number): number => POINTS * weightPointBytes(kernels);

/**
 * Does a 3x3 convolution of stride 1 over such maps go this way? A rule on sizes only, never a measurement: the choice changes the
 * rounding, and a result must be the same on every machine.
 */
export const isWinograd = (shape: PlaneShape, inputs: number, outputs: number): boolean =>
  shape.height % TILE_SIDE === 0 && shape.width % TILE_SIDE === 0 && inputs % CHANNELS === 0 && outputs % CHANNELS === 0
  && Math.min(inputs, outputs) >= LEAST_CHANNELS;

/** Bytes from the first pixel of a plane to the first of each tile, row by row. */
export function tileOffsets(shape: PlaneShape): number[] {
  const perRow = shape.width / TILE_SIDE;
  return Array.from(
    { length: Math.floor(tilesOf(shape)) }, (_, n) => FLOAT_BYTES * TILE_SIDE * (Math.floor(n / perRow) * pitchOf(shape) + (n % perRow))
  );
}

const tilesOf = ({ height, width }: PlaneShape): number => (height / TILE_SIDE) * (width / TILE_SIDE);

/** Tiles `first` to `first + count` of image after image, numbered through. */
interface Chunk {
  readonly first: number;
  readonly count: number;
}

/** Where the chunk's tiles lie in the transformed domain. */
interface Transformed {
  readonly address: number;
  readonly groupBytes: number;
  readonly pointBytes: number;
}

/** The kernels of F(4x4, 3x3): transforms, products and the way back, over a memory. */
export class Winograd {
  constructor(private readonly run: Record<WinogradKernel, WasmFunction>, private readonly memory: WasmMemory) {}

  /** y (+)= x convolved; all images. */
  conv(x: Feature, conv: WinogradConv, y: Feature, images: number, accumulate: boolean): void {
    forEachChunk(x.shape, images, x.channels + y.channels, (chunk) => {
      const [from, to] = transformed(conv.buffer, chunk, x.channels, y.channels);
      this.tiles("winogradInput", x, x.address, conv, chunk, from, false);
      this.run.winogradProducts(from.address, conv.weights, to.address, x.channels, Math.ceil(chunk.count / TILES), y.channels / CHANNELS,
        from.groupBytes, BLOCK_BYTES, conv.weightGroupBytes, CHANNELS * VECTOR_BYTES, to.groupBytes, BLOCK_BYTES,
        from.pointBytes, conv.weightPointBytes, to.pointBytes);
      this.tiles("winogradOutput", y, y.address + innerBytes(y.shape), conv, chunk, to, accumulate);
    });
  }

  /** Transformed dw += x correlated with dy over all images. */
  convWeights(x: Feature, dy: Feature, dw: number, conv: WinogradConv, images: number): void {
    forEachChunk(x.shape, images, x.channels + dy.channels, (chunk) => {
      const [inputs, gradients] = transformed(conv.buffer, chunk, x.channels, dy.channels);
      // Tiles behind the last one of an incomplete group must add nothing.
      if (chunk.count % TILES !== 0) floatsAt(this.memory, gradients.address, (POINTS * gradients.pointBytes) / FLOAT_BYTES).fill(0);
      this.tiles("winogradInput", x, x.address, conv, chunk, inputs, false);
      this.tiles("winogradOutputGradient", dy, dy.address + innerBytes(dy.shape), conv, chunk, gradients, false);
      this.run.winogradWeightProducts(inputs.address, gradients.address, dw, TILES
        * Math.ceil(chunk.count / TILES), x.channels / CHANNELS, dy.channels / CHANNELS,
        BLOCK_BYTES, inputs.groupBytes, BLOCK_BYTES, gradients.groupBytes, CHANNELS * VECTOR_BYTES, conv.weightGroupBytes,
        inputs.pointBytes, gradients.pointBytes, conv.weightPointBytes);
    });
  }

  /** Transformed weights from packed ones; scratch: WEIGHT_SCRATCH_BYTES. */
  transformWeights(packed: number, target: number, kernels: number, scratch: number): void {
    this.run.winogradWeights(packed, target, kernels, weightPointBytes(kernels), scratch);
  }

  /** Adds transformed weight gradients to packed ones. */
  addWeightGradients(source: number, packed: number, kernels: number, scratch: number): void {
    this.run.winogradWeightGradients(packed, source, kernels, weightPointBytes(kernels), scratch);
  }

  /** One of the passes over the chunk's tiles, image by image. */
  private tiles(
    kernel: "winogradInput" | "winogradOutputGradient" | "winogradOutput", feature: Feature, planes: number, conv: WinogradConv,
    chunk: Chunk, target: Transformed, accumulate: boolean,
  ): void {
    const { shape } = feature;
    const perImage = tilesOf(shape);
    for (let done = 0; done < chunk.count;) {
      const image = Math.floor((chunk.first + done) / perImage);
      const within = (chunk.first + done) % perImage;
      const tiles = Math.min(perImage - within, chunk.count - done);
      this.run[kernel](planes + image * feature.imageBytes, conv.offsets
        + FLOAT_BYTES * within, tiles, feature.channels / CHANNELS, planeBytes(shape),
        FLOAT_BYTES * pitchOf(shape), target.address, done, target.groupBytes, target.pointBytes, conv.buffer, accumulate ? 1 : 0);
      done += tiles;
    }
  }
}

/** Cuts the tiles of all images into equal chunks that fit the cache, of whole groups of four but for the last. */
function forEachChunk(shape: PlaneShape, images: number, channels: number, visit: (chunk: Chunk) => void): void {
  const total = images * tilesOf(shape);
  const groups = Math.ceil(total / TILES);
  const limit = Math.max(1, Math.floor(CHUNK_BYTES / groupBytes(channels)));
  const step = TILES * Math.ceil(groups / Math.ceil(groups / limit));
  for (let first = 0; first < total; first += step) visit({ first, count: Math.min(step, total - first) });
}

/** The two transformed arrays of a chunk, one behind the other, behind the scratch. */
function transformed(buffer: number, chunk: Chunk, inputs: number, outputs: number): [Transformed, Transformed] {
  const groups = Math.ceil(chunk.count / TILES);
  const at = (address: number, channels: number): Transformed => {
    const bytes = (channels / CHANNELS) * BLOCK_BYTES;
    return { address, groupBytes: bytes, pointBytes: groups * bytes + POINT_PADDING_BYTES };
  };
  const first = at(buffer + TILE_SCRATCH_BYTES, inputs);
  return [first, at(first.address + POINTS * first.pointBytes, outputs)];
}
