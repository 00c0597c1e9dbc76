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
import { inferShapes } from "../nets/index.js";
import type { NetworkSpec } from "../nets/index.js";
import { isDirect } from "../passes/conv-route.js";
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
  readonly backward: PackedDirection;
}

/** What packing needs of a ModelMemory. */
export interface PackingMemory {
  readonly parameters: Float32Array;
  readonly memory: WasmMemory;
  readonly limits: MemoryLimits;
}

const groupsOf = (channels: number): number => Math.ceil(channels / TILE_CHANNELS);

export class WeightPacking {
  private readonly places = new Map<string, PackedWeights>();
  private readonly unfolded: ReadonlySet<string>;
  private readonly scratch: number;
  private kernels: Kernels | null = null;

  constructor(spec: NetworkSpec, private readonly layout: TensorLayout, arena: Arena) {
    this.unfolded = unfoldedConvolutions(spec);
    for (const node of spec.nodes) {
      if (node.kind !== "conv") continue;
      const [out, input, taps] = this.sizes(node.id);
      this.places.set(node.id, { forward: direction(arena, input, out, taps), backward: direction(arena, out, input, taps) });
    }
    this.scratch = arena.allocate(WEIGHT_SCRATCH_BYTES);
  }

  place(id: string): PackedWeights {
    return this.places.get(id)!;
  }

  /** Packs every convolution's weights from the parameter vector. */
  pack({ parameters, memory, limits }: PackingMemory): void {
    this.kernels ??= new Kernels(memory, limits, this.scratch);
    for (const [id, place] of this.places) {
      const [out, input, taps] = this.sizes(id);
      const weights = this.layout.view(parameters, tensorNames.weight(id));
      const forward = floatsAt(memory, place.forward.packed, place.forward.bytes / 4);
      const backward = floatsAt(memory, place.backward.packed, place.backward.bytes / 4);
      for (let o = 0, at = 0; o < out; o += 1) {
        for (let i = 0; i < input; i += 1) {
          for (let t = 0; t < taps; t += 1, at += 1) {
            forward[packedIndex(o, i, t, input, taps)] = weights[at]!;
            backward[packedIndex(i, o, taps - 1 - t, out, taps)] = weights[at]!;
          }
        }
      }
      for (const { packed, transformed, kernels } of [place.forward, place.backward]) {
        if (transformed !== 0) this.kernels.winograd.transformWeights(packed, transformed, kernels, this.scratch);
      }
    }
  }

  /** Adds packed weight gradients to a gradient vector of the parameters' layout. */
  addUnpacked(id: string, packed: Float32Array, gradients: Float32Array): void {
    const [out, input, taps] = this.sizes(id);
    const target = this.layout.view(gradients, tensorNames.weight(id));
    for (let o = 0, at = 0; o < out; o += 1) {
      for (let i = 0; i < input; i += 1) {
        for (let t = 0; t < taps; t += 1, at += 1) target[at]! += packed[packedIndex(o, i, t, input, taps)]!;
      }
    }
  }

  /** [out channels, in channels, taps] at full width, as the kernels see them. */
  private sizes(id: string): [number, number, number] {
    const [out, input, rows, columns] = this.layout.slot(tensorNames.weight(id)).shape as [number, number, number, number];
    return this.unfolded.has(id) ? [out, input * rows * columns, 1] : [out, input, rows * columns];
  }
}

function direction(arena: Arena, inputs: number, outputs: number, taps: number): PackedDirection {
  const groupBytes = inputs * taps * 4 * TILE_CHANNELS;
  const kernels = groupsOf(outputs) * inputs;
  const bytes = groupsOf(outputs) * groupBytes;
  return { groupBytes, kernels, bytes, packed: arena.allocate(bytes), transformed: taps === 9 ? arena.allocate(transformedWeightBytes(kernels)) : 0 };
}

/** [group of 4 columns][row][tap][4]. */
function packedIndex(column: number, row: number, tap: number, rows: number, taps: number): number {
  return ((Math.floor(column / TILE_CHANNELS) * rows + row) * taps + tap) * TILE_CHANNELS + (column % TILE_CHANNELS);
}

/** Ids of the convolutions that are not direct. */
function unfoldedConvolutions(spec: NetworkSpec): ReadonlySet<string> {
  const shapes = inferShapes(spec);
  return new Set(spec.nodes.filter((node) => node.kind === "conv" && !isDirect(node, shapes.get(node.input)!)).map(({ id }) => id));
}
