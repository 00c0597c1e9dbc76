// Convolution weights repacked for the kernels: groups of four output channels side by side, forward as they are and, for the
// gradient of the input, transposed and flipped; 3x3 kernels also as Winograd's convolution wants them. Done once a step by one
// thread; all threads read the result. A narrow subnet uses the first channels of the same packing. A convolution whose windows are
// unfolded is a 1x1 one with a channel for each (input channel, tap).
import { floatsAt } from "../tensor/arena.js";
import type { Arena } from "../tensor/arena.js";
import { TILE_CHANNELS } from "../tensor/conv-kernel.js";
import { Kernels } from "../tensor/kernels.js";
import { transformedWeightBytes } from "../tensor/winograd.js";
import { WEIGHT_SCRATCH_BYTES } from "../tensor/winograd-weights-kernel.js";
import type { MemoryLimits, WasmMemory } from "../../sim/wasm/index.js";
import type { NetworkSpec } from "../nets/index.js";
import { kindOf } from "../layers/index.js";
import { actionOf, type StoragePlan } from "../passes/storage-plan.js";
import { tensorNames } from "../passes/tensor-names.js";
import type { TensorLayout } from "./parameters.js";

/** Byte addresses and sizes of one convolution's weights in one direction. */
export interface PackedDirection {
  readonly packed: number;
  readonly groupBytes: number;
  readonly bytes: number;
  /** 3x3 only, otherwise 0: transformed for Winograd's convolution, and how many kernels of four outputs these are. */
  readonly transformed: number;
  readonly kernels: number;
}

/** Weight gradients are laid out like the forward direction. */
export interface PackedWeights {
  readonly forward: PackedDirection;
  /** Null where nothing that is read gets a gradient. */
  readonly backward: PackedDirection | null;
}

/** What packing needs of a ModelMemory. */
export interface PackingMemory {
  readonly parameters: Float32Array;
  readonly memory: WasmMemory;
  readonly limits: MemoryLimits;
}

const groupsOf = (channels: number): number => Math.ceil(channels / TILE_CHANNELS);

/** A convolution's weights as the kernels see them. */
interface PackedNode {
  readonly outputs: number;
  readonly inputs: number;
  readonly taps: number;
  readonly place: PackedWeights;
}

/** A convolution's weights in the orders that its kernels read, forward and backward. */
export class WeightPacking {
  private readonly nodes = new Map<string, PackedNode>();
  private readonly scratch: number;
  private kernels: Kernels | null = null;

  constructor(spec: NetworkSpec, private readonly layout: TensorLayout, plan: StoragePlan, arena: Arena) {
    for (const node of spec.nodes) {
      const sizes = kindOf(node).float.packed?.(node, plan.shapes.get(node.input)!) ?? null;
      if (sizes === null) continue;
      const outputs = plan.shapes.get(node.id)!.channels;
      const forward = direction(arena, sizes.inputs, outputs, sizes.taps);
      // Only gradients of what it reads are convolved with it the other way round.
      const backward = actionOf(plan, node.id, node.input) === "none" ? null : direction(arena, outputs, sizes.inputs, sizes.taps);
      this.nodes.set(node.id, { ...sizes, outputs, place: { forward, backward } });
    }
    this.scratch = arena.allocate(WEIGHT_SCRATCH_BYTES);
  }

  /** Where a node's weights lie. */
  place(id: string): PackedWeights {
    return this.nodes.get(id)!.place;
  }

  /** Packs every convolution's weights from the parameter vector. */
  pack({ parameters, memory, limits }: PackingMemory): void {
    this.kernels ??= new Kernels(memory, limits, this.scratch);
    for (const [id, node] of this.nodes) {
      const { forward, backward } = node.place;
      const weights = this.layout.view(parameters, tensorNames.weight(id));
      packForward(weights, floatsAt(memory, forward.packed, forward.bytes / 4), node);
      if (backward !== null) packBackward(weights, floatsAt(memory, backward.packed, backward.bytes / 4), node);
      for (const { packed, transformed, kernels } of backward === null ? [forward] : [forward, backward]) {
        if (transformed !== 0) this.kernels.winograd.transformWeights(packed, transformed, kernels, this.scratch);
      }
    }
  }

  /** Adds packed weight gradients to a gradient vector of the parameters' layout. */
  addUnpacked(id: string, packed: Float32Array, gradients: Float32Array): void {
    const target = this.layout.view(gradients, tensorNames.weight(id));
    const node = this.nodes.get(id)!;
    forEachWeight(node, (o, i, t, at) => { target[at]! += packed[packedIndex(o, i, t, node.inputs, node.taps)]!; });
  }
}

function forEachWeight({ outputs, inputs, taps }: PackedNode, visit: (o: number, i: number, t: number, at: number) => void): void {
  for (let o = 0, at = 0; o < outputs; o += 1) {
    for (let i = 0; i < inputs; i += 1) for (let t = 0; t < taps; t += 1, at += 1) visit(o, i, t, at);
  }
}

function packForward(weights: Float32Array, packed: Float32Array, node: PackedNode): void {
  forEachWeight(node, (o, i, t, at) => { packed[packedIndex(o, i, t, node.inputs, node.taps)] = weights[at]!; });
}

/** Transposed and flipped. */
function packBackward(weights: Float32Array, packed: Float32Array, node: PackedNode): void {
  forEachWeight(node, (o, i, t, at) => { packed[packedIndex(i, o, node.taps - 1 - t, node.outputs, node.taps)] = weights[at]!; });
}

function direction(arena: Arena, inputs: number, outputs: number, taps: number): PackedDirection {
  const groupBytes = inputs * taps * 4 * TILE_CHANNELS;
  const kernels = groupsOf(outputs) * inputs;
  const bytes = groupsOf(outputs) * groupBytes;
  const packed = arena.allocate(bytes);
  return { groupBytes, kernels, bytes, packed, transformed: taps === 9 ? arena.allocate(transformedWeightBytes(kernels)) : 0 };
}

/** [group of 4 columns][row][tap][4]. */
function packedIndex(column: number, row: number, tap: number, rows: number, taps: number): number {
  return ((Math.floor(column / TILE_CHANNELS) * rows + row) * taps + tap) * TILE_CHANNELS + (column % TILE_CHANNELS);
}
