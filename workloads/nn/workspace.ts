// The memory of one thread: activations of every tensor of a block, gradient buffers, scratch. A tensor's address is the same
// for every subnet; a narrow one packs its images closer together.
import type { Arena } from "../tensor/arena.js";
import type { Feature } from "../tensor/kernels.js";
import { planeBytes } from "../tensor/plane.js";
import { winogradBufferBytes } from "../tensor/winograd.js";
import { IMAGE } from "../nets/index.js";
import type { NetworkSpec } from "../nets/index.js";
import { kindOf, readsOf, type TensorShape } from "../layers/index.js";
import { wholeFours } from "../passes/four-channels.js";
import type { StoragePlan } from "../passes/storage-plan.js";
import type { ModelShape } from "./model-memory.js";
import type { WeightPacking } from "./packing.js";

const SCRATCH_BYTES = 64;

export interface WorkspaceLayout {
  readonly arena: Arena;
  readonly scratch: number;
  readonly winogradBuffer: number;
  /** Byte address of every home tensor that is a feature map, and of every gradient buffer. */
  readonly features: ReadonlyMap<string, number>;
  readonly gradientBuffers: readonly number[];
  /** Byte address of every rounded feature map as it was before. */
  readonly whole: ReadonlyMap<string, number>;
  /** Byte addresses of vectors and their gradients, [images][features]. */
  readonly vectors: ReadonlyMap<string, { readonly value: number; readonly gradient: number }>;
}

/** Allocates a workspace; the convolutions' own scratch comes behind it, reserved here so that the end can be known beforehand. */
export function layOutWorkspace(
  shape: ModelShape, plan: StoragePlan, packing: WeightPacking, arena: Arena, reserve = true,
): WorkspaceLayout {
  const { spec, blockImages } = shape;
  const scratch = arena.allocate(SCRATCH_BYTES);
  const winogradBuffer = arena.allocate(winogradBufferBytes(mostChannels(spec, plan)));
  // One plane behind the last image: the weight gradient kernel may read (and ignore) it.
  const planes = (tensor: TensorShape): number => arena.allocate((blockImages * wholeFours(tensor.channels) + 1) * planeBytes(tensor));
  const rounded = new Set((shape.rounding?.tensors ?? []).map(({ tensor }) => tensor));
  const { features, whole } = layOutMaps(spec, plan, rounded, planes);
  const vectors = layOutVectors(spec, plan, (tensor) => arena.floats(blockImages * tensor.channels));
  const gradientBuffers = plan.gradientBufferShapes.map(planes);
  if (reserve) for (const node of spec.nodes) kindOf(node).float.reserve?.(node, { arena, plan, packing, images: blockImages });
  return { arena, scratch, winogradBuffer, features, gradientBuffers, whole, vectors };
}

/** Maps that the way back reads have memory of their own; others, and what they were before rounding, leave theirs to later ones. */
function layOutMaps(
  spec: NetworkSpec, plan: StoragePlan, rounded: ReadonlySet<string>, planes: (tensor: TensorShape) => number,
): Pick<WorkspaceLayout, "features" | "whole"> {
  const [features, whole] = [new Map<string, number>([[IMAGE, planes(plan.shapes.get(IMAGE)!)]]), new Map<string, number>()];
  const lastUse = new Map<string, number>();
  spec.nodes.forEach((node, n) => { for (const tensor of [node.id, ...readsOf(node)]) lastUse.set(plan.home.get(tensor)!, n); });
  const buffers = new MapBuffers(planes);
  spec.nodes.forEach((node, n) => {
    const [home, shape] = [plan.home.get(node.id)!, plan.shapes.get(node.id)!];
    if (shape.vector !== true) {
      if (!features.has(home)) features.set(home, plan.kept.has(home) ? planes(shape) : buffers.take(shape));
      if (rounded.has(node.id)) whole.set(node.id, plan.needsGradient.has(node.id) ? planes(shape) : buffers.passing(shape));
    }
    for (const [used, last] of lastUse) if (last === n && !plan.kept.has(used) && features.has(used)) buffers.release(features.get(used)!);
  });
  return { features, whole };
}

function layOutVectors(spec: NetworkSpec, plan: StoragePlan, floats: (tensor: TensorShape) => number): WorkspaceLayout["vectors"] {
  const vectors = new Map<string, { value: number; gradient: number }>();
  for (const node of spec.nodes) {
    const shape = plan.shapes.get(node.id)!;
    if (shape.vector !== true || plan.home.get(node.id) !== node.id) continue;
    const value = floats(shape);
    const shared = kindOf(node).float.gradientInPlace === true ? vectors.get(plan.home.get(node.input)!)!.gradient : floats(shape);
    vectors.set(node.id, { value, gradient: shared });
  }
  return vectors;
}

/** The largest number of channels in and out of one convolution by kernels together. */
function mostChannels(spec: NetworkSpec, { shapes }: StoragePlan): number {
  const channels = (tensor: string): number => wholeFours(shapes.get(tensor)!.channels);
  const packed = spec.nodes.filter((node) => (kindOf(node).float.packed?.(node, shapes.get(node.input)!) ?? null) !== null);
  return Math.max(0, ...packed.map((node) => channels(node.input) + channels(node.id)));
}

/** Memory for maps of one plane size each, given back when nothing reads the map any more. */
class MapBuffers {
  private readonly shapes = new Map<number, TensorShape>();
  private readonly free = new Set<number>();

  constructor(private readonly planes: (tensor: TensorShape) => number) {}

  take({ channels, height, width }: TensorShape): number {
    for (const at of this.free) {
      const have = this.shapes.get(at)!;
      if (have.height !== height || have.width !== width || have.channels < channels) continue;
      this.free.delete(at);
      return at;
    }
    const at = this.planes({ channels, height, width });
    this.shapes.set(at, { channels, height, width });
    return at;
  }

  /** Memory for the moment. */
  passing(shape: TensorShape): number {
    const at = this.take(shape);
    this.free.add(at);
    return at;
  }

  release(at: number): void {
    if (this.shapes.has(at)) this.free.add(at);
  }
}

/** A block of feature maps at an address, its images packed for so many channels. */
export function featureAt(address: number, shape: TensorShape): Feature {
  return { address, shape, channels: shape.channels, imageBytes: wholeFours(shape.channels) * planeBytes(shape) };
}
