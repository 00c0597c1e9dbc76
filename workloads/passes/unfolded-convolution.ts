// Convolution of any kernel, padding and stride on maps of any size: the windows of one image are unfolded into a map with a channel for
// each (input channel, tap), and what is left is a 1x1 convolution. For the few layers that are not direct, such as a 7x7 stem.
import { floatsAt, intsAt } from "../tensor/arena.js";
import type { Feature, Kernels, PackedConv } from "../tensor/kernels.js";
import { innerBytes, innerOffset, pitchOf, planeBytes, planeFloats } from "../tensor/plane.js";
import type { ConvNode, TensorShape } from "../layers/index.js";
import { clearBehindLast, imagesFrom, wholeFours } from "./four-channels.js";
import type { Layer, Pass } from "./layer.js";
import type { PackedDirection, PackedWeights } from "../nn/packing.js";
import type { Site } from "./site.js";
import { actionOf, type GradientAction } from "./storage-plan.js";
import { tensorNames } from "./tensor-names.js";

/** Pixels of one row of a window map that come from the map: `count` of them, from `from` in steps of the stride, to `to` side by side. */
interface Run {
  readonly tap: number;
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

/** Memory of the layer on one thread; byte addresses. */
interface Places {
  /** Weight gradients, cleared by `beginBlock`; none of frozen weights. */
  readonly sums: number | null;
  /** Offsets of the planes of a window map, and of an output. */
  readonly table: number;
  readonly planes: number;
  /** One image's window map, or its gradient. */
  readonly windows: number;
}

/** Also used beforehand, to know how much it is. */
export function unfoldedPlaces(
  node: ConvNode, input: TensorShape, output: TensorShape, { arena, plan, packing }: Pick<Site, "arena" | "plan" | "packing">,
): Places {
  const channels = input.channels * node.kernel ** 2;
  const sums = plan.frozen.has(tensorNames.weight(node.id)) ? null : arena.allocate(packing.place(node.id).forward.bytes);
  const planes = Math.max(channels, output.channels);
  // Kernels write four planes at once, and may read (and ignore) one more.
  return { sums, table: arena.floats(planes), planes, windows: arena.allocate((wholeFours(channels) + 1) * planeBytes(output)) };
}

/** A convolution of any kernel, padding and stride, unfolded into a 1x1 one. */
export class UnfoldedConvolution implements Layer {
  private readonly place: PackedWeights;
  private readonly places: Places;
  private readonly taps: number;
  private readonly output: TensorShape;
  private readonly runs: readonly Run[];
  private readonly inputAction: GradientAction;

  constructor(private readonly node: ConvNode, private readonly site: Site) {
    const [input, output] = [site.plan.shapes.get(node.input)!, site.plan.shapes.get(node.id)!];
    this.taps = node.kernel ** 2;
    this.output = output;
    this.runs = runsOf(node, input, output);
    this.inputAction = actionOf(site.plan, node.id, node.input);
    this.place = site.packing.place(node.id);
    this.places = unfoldedPlaces(node, input, output, site);
    const { table, planes } = this.places;
    intsAt(site.memory, table, planes).set(Array.from({ length: planes }, (_, n) => n * planeBytes(output) + innerBytes(output)));
  }

  beginBlock(): void {
    const { sums } = this.places;
    if (sums !== null) this.sums(sums).fill(0);
  }

  endBlock(_: Kernels, gradients: Float32Array): void {
    const { sums } = this.places;
    if (sums !== null) this.site.packing.addUnpacked(this.node.id, this.sums(sums), gradients);
  }

  forward(pass: Pass): void {
    const [x, y] = [pass.feature(this.node.input), pass.feature(this.node.id)];
    for (let n = 0; n < pass.images; n += 1) {
      const windows = this.unfold(imagesFrom(x, n));
      pass.kernels.conv(windows, this.packed(this.place.forward), imagesFrom(y, n), 1, false);
    }
  }

  backward(pass: Pass): void {
    const [x, dy] = [pass.feature(this.node.input), pass.gradient(this.node.id)];
    const { place: { forward, backward }, places: { sums } } = this;
    clearBehindLast(this.site.memory, dy, pass.images);
    for (let n = 0; n < pass.images; n += 1) {
      const gradient = imagesFrom(dy, n);
      const windows = sums === null ? this.windowMap(x.channels) : this.unfold(imagesFrom(x, n));
      if (sums !== null) pass.kernels.convWeights(windows, gradient, { packed: sums, transformed: 0 }, this.packed(forward), 1);
      if (backward === null) continue;
      pass.kernels.conv(gradient, this.packed(backward), windows, 1, false);
      this.fold(imagesFrom(pass.gradient(this.node.input), n));
    }
  }

  /** The window map of one image. */
  private unfold(x: Feature): Feature {
    const { stride } = this.node;
    const values = this.values(x);
    const windows = this.windows(x.channels);
    windows.fill(0);
    this.forEachRun(x, ({ from, to, count }) => {
      for (let k = 0; k < count; k += 1) windows[to + k] = values[from + k * stride]!;
    });
    return this.windowMap(x.channels);
  }

  private windowMap(channels: number): Feature {
    return { address: this.places.windows, shape: this.output, channels: channels * this.taps, imageBytes: 0 };
  }

  /** Adds the gradient of the window map to that of one image, each pixel in all its windows. */
  private fold(dx: Feature): void {
    const { stride } = this.node;
    const values = this.values(dx);
    const windows = this.windows(dx.channels);
    if (this.inputAction === "write") values.fill(0);
    this.forEachRun(dx, ({ from, to, count }) => {
      for (let k = 0; k < count; k += 1) values[from + k * stride]! += windows[to + k]!;
    });
  }

  private forEachRun(x: Feature, visit: (run: Run) => void): void {
    const [plane, windowPlane] = [planeFloats(x.shape), planeFloats(this.output)];
    for (let c = 0; c < x.channels; c += 1) {
      for (const { tap, from, to, count } of this.runs) {
        visit({ tap, from: from + c * plane, to: to + (c * this.taps + tap) * windowPlane, count });
      }
    }
  }

  private values(x: Feature): Float32Array {
    return floatsAt(this.site.memory, x.address, x.channels * planeFloats(x.shape));
  }

  private windows(channels: number): Float32Array {
    return floatsAt(this.site.memory, this.places.windows, channels * this.taps * planeFloats(this.output));
  }

  private sums(at: number): Float32Array {
    return floatsAt(this.site.memory, at, this.place.forward.bytes / 4);
  }

  private packed({ packed, groupBytes }: PackedDirection): PackedConv {
    return { weights: packed, weightGroupBytes: groupBytes, table: this.places.table, taps: 1, stride: 1, winograd: null };
  }
}

/** The runs of one channel: rows and columns of the padding are in none. */
function runsOf({ kernel, stride, padding }: ConvNode, input: TensorShape, output: TensorShape): Run[] {
  const runs: Run[] = [];
  for (let tap = 0; tap < kernel ** 2; tap += 1) {
    const [down, right] = [Math.floor(tap / kernel) - padding, (tap % kernel) - padding];
    const first = Math.max(0, Math.ceil(-right / stride));
    const count = Math.min(output.width, Math.floor((input.width - 1 - right) / stride) + 1) - first;
    for (let y = 0; y < output.height; y += 1) {
      const row = y * stride + down;
      if (row < 0 || row >= input.height || count <= 0) continue;
      const from = innerOffset(input) + row * pitchOf(input) + first * stride + right;
      runs.push({ tap, from, to: innerOffset(output) + y * pitchOf(output) + first, count });
    }
  }
  return runs;
}
