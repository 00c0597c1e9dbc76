// The memory of one thread: activations of every tensor of a block, gradient buffers, scratch. A tensor's address is the same
// for every subnet; a narrow one packs its images closer together.
import type { Arena } from "../tensor/arena.js";
import type { Feature } from "../tensor/kernels.js";
import { planeBytes } from "../tensor/plane.js";
import { winogradBufferBytes } from "../tensor/winograd.js";
import type { NetworkSpec, TensorShape } from "../nets/index.js";
import { isDirect } from "../passes/conv-route.js";
import { convolutionPlaces } from "../passes/convolution.js";
import { wholeFours } from "../passes/four-channels.js";
import { planStorage } from "./storage.js";
import type { StoragePlan } from "./storage.js";
import type { ModelShape } from "./model-memory.js";
import type { WeightPacking } from "./packing.js";
import { unfoldedPlaces } from "../passes/unfolded-convolution.js";

const SCRATCH_BYTES = 64;

export interface WorkspaceLayout {
  readonly plan: StoragePlan;
  readonly arena: Arena;
  readonly scratch: number;
  readonly winogradBuffer: number;
  /** Byte address of every home tensor that is a feature map, and of every gradient buffer. */
  readonly features: ReadonlyMap<string, number>;
  readonly gradientBuffers: readonly number[];
  /** Byte address of every rounded feature map as it was before. */
  readonly whole: ReadonlyMap<string, number>;
  /** Byte addresses of pooled and linear tensors and their gradients, [images][features]. */
  readonly vectors: ReadonlyMap<string, { readonly value: number; readonly gradient: number }>;
}

/** Allocates a workspace; the convolutions' own scratch comes behind it, reserved here so that the end can be known beforehand. */
export function layOutWorkspace(shape: ModelShape, packing: WeightPacking, arena: Arena, reserve = true): WorkspaceLayout {
  const { spec, blockImages } = shape;
  const rounded = (shape.rounding?.tensors ?? []).map(({ tensor }) => tensor);
  const plan = planStorage(spec, new Set(rounded));
  const vectorNames = new Set(spec.nodes.filter((node) => node.kind === "global-average-pool" || node.kind === "linear").map((node) => node.id));
  const scratch = arena.allocate(SCRATCH_BYTES);
  const winogradBuffer = arena.allocate(winogradBufferBytes(mostChannels(spec, plan)));
  const features = new Map<string, number>();
  const vectors = new Map<string, { value: number; gradient: number }>();
  // One plane behind the last image: the weight gradient kernel may read (and ignore) it.
  const planes = (tensor: TensorShape): number => arena.allocate((blockImages * wholeFours(tensor.channels) + 1) * planeBytes(tensor));
  for (const home of new Set(plan.home.values())) {
    const tensor = plan.shapes.get(home)!;
    const floats = blockImages * tensor.channels;
    if (vectorNames.has(home)) vectors.set(home, { value: arena.floats(floats), gradient: arena.floats(floats) });
    else features.set(home, planes(tensor));
  }
  const gradientBuffers = plan.gradientBufferShapes.map(planes);
  const whole = new Map(rounded.filter((tensor) => !vectorNames.has(tensor)).map((tensor) => [tensor, planes(plan.shapes.get(tensor)!)]));
  if (reserve) reserveLayers(shape, packing, plan, arena);
  return { plan, arena, scratch, winogradBuffer, features, gradientBuffers, whole, vectors };
}

/** As much as the layers will allocate for themselves. */
function reserveLayers(shape: ModelShape, packing: WeightPacking, plan: StoragePlan, arena: Arena): void {
  for (const node of shape.spec.nodes) {
    if (node.kind !== "conv") continue;
    const [input, output] = [plan.shapes.get(node.input)!, plan.shapes.get(node.id)!];
    const place = packing.place(node.id);
    if (isDirect(node, input)) convolutionPlaces(arena, node, input, output, place, shape.blockImages);
    else unfoldedPlaces(arena, node, input, output, place);
  }
}

/** The largest number of channels in and out of one convolution together. */
function mostChannels(spec: NetworkSpec, { shapes }: StoragePlan): number {
  return Math.max(0, ...spec.nodes.map((node) => (node.kind === "conv" ? wholeFours(shapes.get(node.input)!.channels) + wholeFours(shapes.get(node.id)!.channels) : 0)));
}

/** A block of feature maps at an address, its images packed for so many channels. */
export function featureAt(address: number, shape: TensorShape): Feature {
  return { address, shape, channels: shape.channels, imageBytes: wholeFours(shape.channels) * planeBytes(shape) };
}
