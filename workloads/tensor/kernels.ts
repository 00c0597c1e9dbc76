// The compiled kernels over one memory, with typed arguments: a Feature says where a block of feature maps lies.
import { instantiate, ModuleBuilder } from "../../sim/wasm/index.js";
import type { MemoryLimits, WasmFunction, WasmMemory } from "../../sim/wasm/index.js";
import { addConvKernel } from "./conv-kernel.js";
import { addConvWeightsKernel } from "./conv-weights-kernel.js";
import { addPlaneKernels } from "./plane-kernels.js";
import { isWinograd, Winograd } from "./winograd.js";
import type { WinogradConv, WinogradKernel } from "./winograd.js";
import { addWinogradProductsKernels } from "./winograd-products-kernel.js";
import { addWinogradTileKernels } from "./winograd-tile-kernels.js";
import { addWinogradWeightsKernels } from "./winograd-weights-kernel.js";
import { floatsAt } from "./arena.js";
import { clearTail, FLOAT_BYTES, innerBytes, pitchOf, planeBytes, planeFloats, STEP_PIXELS, stepColumns, VECTOR_BYTES } from "./plane.js";
import type { PlaneShape } from "./plane.js";

/** A block of feature maps: [images][channels][bordered plane] of float32. */
export interface Feature {
  /** Byte address of the first image's first plane. */
  readonly address: number;
  readonly shape: PlaneShape;
  /** Channels in use; images are imageBytes apart. */
  readonly channels: number;
  readonly imageBytes: number;
}

/** Where the weights of a convolution lie, packed, and the tables that go with its geometry; all byte addresses. */
export interface PackedConv {
  readonly weights: number;
  readonly weightGroupBytes: number;
  /** Offset of every (input channel, tap) term from the image start. */
  readonly table: number;
  readonly taps: number;
  readonly stride: number;
  /** The same convolution prepared for Winograd's algorithm; null: always direct. */
  readonly winograd: WinogradConv | null;
}

/** Where a thread sums the weight gradients of a convolution: packed, and in the transformed domain (0: never). */
export interface WeightSums {
  readonly packed: number;
  readonly transformed: number;
}

type KernelName =
  | WinogradKernel | "conv" | "convWeights" | "sums" | "scaleShift" | "addRectify" | "rectify" | "maskSums" | "combine" | "mask" | "copy"
  | "quantise" | "passClipped";

/** Images handled by one call of the weight-gradient kernel: enough to amortise the lane sums, few enough to stay in cache. */
const weightsChunk = (shape: PlaneShape): number => Math.max(1, Math.floor(512 / (shape.height * shape.width)));

/** The bytes of the module that holds every kernel. */
export function kernelModule(limits: MemoryLimits): Uint8Array {
  const module = new ModuleBuilder(limits);
  addConvKernel(module);
  addConvWeightsKernel(module);
  addWinogradTileKernels(module);
  addWinogradProductsKernels(module);
  addWinogradWeightsKernels(module);
  addPlaneKernels(module);
  return module.toBytes();
}

/** The kernels bound to a memory. Sums are read back through `scratch`, 32 bytes of that memory. */
export class Kernels {
  private readonly run: Record<KernelName, WasmFunction>;
  private readonly scratchSums: Float64Array;
  /** The transforms of weights; convolutions come to it through `conv` and `convWeights`. */
  readonly winograd: Winograd;

  constructor(readonly memory: WasmMemory, limits: MemoryLimits, private readonly scratch: number) {
    this.run = instantiate<KernelName>(kernelModule(limits), memory);
    this.winograd = new Winograd(this.run, memory);
    this.scratchSums = new Float64Array(memory.buffer, scratch, 4);
  }

  /** y (+)= x convolved; all images. x must have its columns split when the stride is 2. */
  conv(x: Feature, conv: PackedConv, y: Feature, images: number, accumulate: boolean): void {
    if (conv.winograd !== null && isWinograd(y.shape, x.channels, y.channels)) {
      this.winograd.conv(x, conv.winograd, y, images, accumulate);
      return;
    }
    const groups = Math.ceil(y.channels / 4);
    const steps = stepColumns(y.shape) / STEP_PIXELS;
    const xRow = FLOAT_BYTES * pitchOf(x.shape) * conv.stride;
    for (let n = 0; n < images; n += 1) {
      this.run.conv(x.address + n * x.imageBytes, conv.weights, y.address + n * y.imageBytes + innerBytes(y.shape), conv.table,
        x.channels * conv.taps, groups, conv.weightGroupBytes, y.shape.height, steps, xRow, FLOAT_BYTES
          * pitchOf(y.shape), planeBytes(y.shape), accumulate ? 1 : 0);
    }
    this.clearTail(y, 0, 4 * groups, images);
  }

  /**
   * dw += x correlated with dy over all images, in one of its two forms; dy must be zero from its last channel to the next multiple of 4.
   */
  convWeights(x: Feature, dy: Feature, dw: WeightSums, conv: PackedConv, images: number): void {
    if (conv.winograd !== null && isWinograd(dy.shape, x.channels, dy.channels)) {
      this.winograd.convWeights(x, dy, dw.transformed, conv.winograd, images);
      return;
    }
    const { height } = dy.shape;
    const chunk = weightsChunk(dy.shape);
    for (let n = 0; n < images; n += chunk) {
      this.run.convWeights(x.address + n * x.imageBytes, dy.address + n * dy.imageBytes
        + innerBytes(dy.shape), dw.packed, conv.table, conv.taps,
        x.channels, Math.ceil(dy.channels / 4), conv.weightGroupBytes, Math.min(chunk, images - n), x.imageBytes, dy.imageBytes,
        height, vectorsOf(dy.shape), FLOAT_BYTES * pitchOf(x.shape) * conv.stride, FLOAT_BYTES
          * pitchOf(dy.shape), planeBytes(x.shape), planeBytes(dy.shape));
    }
  }

  /** [sum of x, sum of x^2] over all inner pixels of one channel. */
  sums(x: Feature, channel: number, images: number): readonly [number, number] {
    this.run.sums(...pointer(x, channel), ...walk(x, images), this.scratch);
    return this.readSums();
  }

  /** y = max(floor, scale x + shift). */
  scaleShift(x: Feature, y: Feature, channel: number, images: number, scale: number, shift: number, floor: number): void {
    this.run.scaleShift(...pointer(x, channel), ...pointer(y, channel), ...walk(x, images), scale, shift, floor);
    this.clearTail(y, channel, 1, images);
  }

  /** y = max(floor, y + x). */
  addRectify(x: Feature, y: Feature, channel: number, images: number, floor: number): void {
    this.run.addRectify(...pointer(x, channel), ...pointer(y, channel), ...walk(x, images), floor);
  }

  /** x = max(floor, x). */
  rectify(x: Feature, channel: number, images: number, floor: number): void {
    this.run.rectify(...pointer(x, channel), ...walk(x, images), floor);
  }

  /** dy = 0 where y is not above the threshold; returns [sum of dy, sum of dy x]. */
  maskSums(dy: Feature, y: Feature, x: Feature, channel: number, images: number, threshold: number): readonly [number, number] {
    this.run.maskSums(...pointer(dy, channel), ...pointer(y, channel), ...pointer(x, channel), ...walk(x, images), threshold, this.scratch);
    return this.readSums();
  }

  /** d = a d + b x + c. */
  combine(d: Feature, x: Feature, channel: number, images: number, a: number, b: number, c: number): void {
    this.run.combine(...pointer(d, channel), ...pointer(x, channel), ...walk(x, images), a, b, c);
    this.clearTail(d, channel, 1, images);
  }

  /** d = 0 where y is not above the threshold. */
  mask(d: Feature, y: Feature, channel: number, images: number, threshold: number): void {
    this.run.mask(...pointer(d, channel), ...pointer(y, channel), ...walk(y, images), threshold);
  }

  /** y = x. */
  copy(x: Feature, y: Feature, channel: number, images: number): void {
    this.run.copy(...pointer(x, channel), ...pointer(y, channel), ...walk(x, images));
  }

  /** whole = x; x = scale clamp(round(x / scale)), codes from low to high. */
  quantise(x: Feature, whole: Feature, channel: number, images: number, scale: number, low: number, high: number): void {
    this.run.quantise(...pointer(x, channel), ...pointer(whole, channel), ...walk(x, images), 1 / scale, scale, low, high);
  }

  /** d = 0 where x is at most low or at least high; returns [sum of d there above, below]. */
  passClipped(d: Feature, x: Feature, channel: number, images: number, low: number, high: number): readonly [number, number] {
    this.run.passClipped(...pointer(d, channel), ...pointer(x, channel), ...walk(x, images), low, high, this.scratch);
    return this.readSums();
  }

  /** Behind a kernel that makes something of zeros: so many planes of every image. */
  private clearTail(y: Feature, channel: number, planes: number, images: number): void {
    if (y.shape.width % STEP_PIXELS === 0) return;
    for (let n = 0; n < images; n += 1) {
      clearTail(
        floatsAt(this.memory, y.address + n * y.imageBytes + channel * planeBytes(y.shape), planes * planeFloats(y.shape)), y.shape, planes
      );
    }
  }

  private readSums(): readonly [number, number] {
    const [a, b, c, d] = this.scratchSums as unknown as [number, number, number, number];
    return [a + b, c + d];
  }
}

function pointer(x: Feature, channel: number): [number, number] {
  return [x.address + channel * planeBytes(x.shape) + innerBytes(x.shape), x.imageBytes];
}

function walk(x: Feature, images: number): [number, number, number, number] {
  return [images, x.shape.height, vectorsOf(x.shape), FLOAT_BYTES * pitchOf(x.shape)];
}

/** Vectors that hold the width of a row; what is behind it in the last one is zero. */
const vectorsOf = ({ width }: PlaneShape): number => Math.ceil((FLOAT_BYTES * width) / VECTOR_BYTES);
