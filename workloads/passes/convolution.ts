// Convolution without bias, in one group, by the direct kernels, forward and backward, at the active subnet's channels: the first channels
// of one weight tensor.
import { floatsAt, intsAt } from "../tensor/arena.js";
import { addressing, splitColumns, spreadPixels } from "../tensor/conv-geometry.js";
import type { ConvGeometry } from "../tensor/conv-geometry.js";
import type { Feature, Kernels, PackedConv, WeightSums } from "../tensor/kernels.js";
import { planeBytes, planeFloats } from "../tensor/plane.js";
import { tileOffsets, transformedWeightBytes, weightPointBytes } from "../tensor/winograd.js";
import type { WinogradConv } from "../tensor/winograd.js";
import type { ConvNode, TensorShape } from "../layers/index.js";
import { clearBehindLast, imagesFrom, wholeFours } from "./four-channels.js";
import type { Layer, Pass } from "./layer.js";
import { actionOf, type GradientAction } from "./storage-plan.js";
import { tensorNames } from "./tensor-names.js";
import type { PackedDirection, PackedWeights } from "../nn/packing.js";
import type { Site } from "./site.js";

/** Gradients handled together on the way back: about half of a core's second-level cache. */
const CACHED_BYTES = 192 * 1024;

/** Memory of the layer on one thread; byte addresses, 0 where it is not needed. */
interface Places {
  /** Weight gradients, cleared by `beginBlock`; none of frozen weights. */
  readonly sums: WeightSums | null;
  /** Offsets of the terms of a sum, forward and back, and of the pixels of a Winograd tile. */
  readonly forwardTable: number;
  readonly backwardTable: number;
  readonly tileTable: number;
  /** Stride 2 only: the input with its columns split, and one image of gradients spread out. */
  readonly split: number;
  readonly spread: number;
}

/** Also used beforehand, to know how much it is. */
export function convolutionPlaces(
  node: ConvNode, input: TensorShape, output: TensorShape, site: Pick<Site, "arena" | "plan" | "packing" | "images">,
): Places {
  const { arena, plan, packing, images } = site;
  const { forward, backward } = packing.place(node.id);
  const [square, strided, taps] = [node.kernel === 3, node.stride !== 1, node.kernel ** 2];
  const learns = !plan.frozen.has(tensorNames.weight(node.id));
  return {
    sums: learns ? {
      packed: arena.allocate(forward.bytes), transformed: square ? arena.allocate(transformedWeightBytes(forward.kernels)) : 0,
    } : null,
    forwardTable: arena.floats(input.channels * taps),
    backwardTable: backward === null ? 0 : arena.floats(output.channels * taps),
    tileTable: square ? arena.floats(tileOffsets(input).length) : 0,
    split: strided ? arena.allocate((images * wholeFours(input.channels) + 1) * planeBytes(input)) : 0,
    spread: strided && backward !== null ? arena.allocate(wholeFours(output.channels) * planeBytes(input)) : 0,
  };
}

/** A convolution by the compiled kernels, direct or Winograd; backward for weights and input. */
export class Convolution implements Layer {
  private readonly geometry: ConvGeometry;
  private readonly inputAction: GradientAction;
  private readonly place: PackedWeights;
  private readonly places: Places;
  private readonly forwardConv: PackedConv;
  /** Null where nothing that is read gets a gradient. */
  private readonly backwardConv: PackedConv | null;

  constructor(private readonly node: ConvNode, private readonly site: Site) {
    const [input, output] = [site.plan.shapes.get(node.input)!, site.plan.shapes.get(node.id)!];
    this.geometry = { input, output, kernel: node.kernel, stride: node.stride };
    this.inputAction = actionOf(site.plan, node.id, node.input);
    this.place = site.packing.place(node.id);
    this.places = convolutionPlaces(node, input, output, site);
    const { forwardTable, backwardTable, tileTable } = this.places;
    if (tileTable !== 0) this.fill(tileTable, tileOffsets(input));
    this.forwardConv = this.packedConv(this.geometry, input.channels, this.place.forward, forwardTable);
    const flat = { input, output: input, kernel: node.kernel, stride: 1 };
    this.backwardConv = this.place.backward === null ? null : this.packedConv(flat, output.channels, this.place.backward, backwardTable);
  }

  /** Clears the weight gradients before the first pass of a block. */
  beginBlock(): void {
    const { sums } = this.places;
    if (sums === null) return;
    this.packed(sums).fill(0);
    const { transformed } = sums;
    if (transformed !== 0) floatsAt(this.site.memory, transformed, transformedWeightBytes(this.place.forward.kernels) / 4).fill(0);
  }

  /** Adds the weight gradients of all passes since beginBlock. */
  endBlock(kernels: Kernels, gradients: Float32Array): void {
    const { sums } = this.places;
    if (sums === null) return;
    const { packed, transformed } = sums;
    if (transformed !== 0) kernels.winograd.addWeightGradients(transformed, packed, this.place.forward.kernels, this.site.winogradBuffer);
    this.site.packing.addUnpacked(this.node.id, this.packed(sums), gradients);
  }

  forward(pass: Pass): void {
    const x = pass.feature(this.node.input);
    if (this.node.stride !== 1) {
      const planes = (x.imageBytes / planeBytes(x.shape)) * pass.images;
      const floats = planes * planeFloats(x.shape);
      splitColumns(floatsAt(this.site.memory, x.address, floats), floatsAt(this.site.memory, this.places.split, floats), x.shape, planes);
    }
    pass.kernels.conv(this.kernelInput(x), this.forwardConv, pass.feature(this.node.id), pass.images, false);
  }

  backward(pass: Pass): void {
    const { node, backwardConv, places: { sums } } = this;
    const dy = pass.gradient(node.id);
    clearBehindLast(this.site.memory, dy, pass.images);
    const x = this.kernelInput(pass.feature(node.input));
    // A few images at a time, so that the second kernel finds their gradients in the cache.
    const step = Math.max(1, Math.floor(CACHED_BYTES / dy.imageBytes));
    for (let n = 0; n < pass.images; n += step) {
      const images = Math.min(step, pass.images - n);
      if (sums !== null) pass.kernels.convWeights(imagesFrom(x, n), imagesFrom(dy, n), sums, this.forwardConv, images);
      if (backwardConv !== null) this.backwardData(pass, backwardConv, imagesFrom(dy, n), images, n);
    }
  }

  /** @param first image of the block that dy begins with */
  private backwardData(pass: Pass, conv: PackedConv, dy: Feature, images: number, first: number): void {
    const dx = imagesFrom(pass.gradient(this.node.input), first);
    const accumulate = this.inputAction === "add";
    if (this.node.stride === 1) pass.kernels.conv(dy, conv, dx, images, accumulate);
    else this.backwardStrided(pass, conv, dy, dx, images, accumulate);
  }

  /** One image at a time: its output gradients are spread over the input's plane, then convolved with stride 1. */
  private backwardStrided(pass: Pass, conv: PackedConv, dy: Feature, dx: Feature, images: number, accumulate: boolean): void {
    const { input, output } = this.geometry;
    const large = floatsAt(this.site.memory, this.places.spread, dy.channels * planeFloats(input));
    for (let n = 0; n < images; n += 1) {
      spreadPixels(
        floatsAt(this.site.memory, dy.address + n * dy.imageBytes, dy.channels * planeFloats(output)), output, large, input, dy.channels
      );
      const spread: Feature = { address: this.places.spread, shape: input, channels: dy.channels, imageBytes: 0 };
      pass.kernels.conv(spread, conv, imagesFrom(dx, n), 1, accumulate);
    }
  }

  private kernelInput(x: Feature): Feature {
    return this.node.stride === 1 ? x : { ...x, address: this.places.split };
  }

  private packed(sums: WeightSums): Float32Array {
    return floatsAt(this.site.memory, sums.packed, this.place.forward.bytes / 4);
  }

  /** Fills the table of term offsets at an address; its first `taps` entries are those of channel 0. */
  private packedConv(
    geometry: ConvGeometry, channels: number, { packed, groupBytes, transformed, kernels }: PackedDirection, table: number,
  ): PackedConv {
    const { tapBytes, inputPlaneBytes } = addressing(geometry);
    const taps = tapBytes.length;
    this.fill(
      table, Array.from({ length: channels * taps }, (_, term) => Math.floor(term / taps) * inputPlaneBytes + tapBytes[term % taps]!)
    );
    const { places: { tileTable: offsets }, site: { winogradBuffer: buffer } } = this;
    const winograd: WinogradConv | null = geometry.stride === 1 && transformed !== 0
      ? { weights: transformed, weightGroupBytes: groupBytes / taps, weightPointBytes: weightPointBytes(kernels), offsets, buffer }
      : null;
    return { weights: packed, weightGroupBytes: groupBytes, table, taps, stride: geometry.stride, winograd };
  }

  private fill(table: number, offsets: readonly number[]): void {
    intsAt(this.site.memory, table, offsets.length).set(offsets);
  }
}
