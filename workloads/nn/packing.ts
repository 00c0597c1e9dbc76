// Convolution weights repacked for the kernels: groups of four output channels side by side, forward as they are and, for the
// gradient of the input, transposed and flipped. Done once a step by one thread; all threads read the result.
import { floatsAt } from "../tensor/arena.js";
import type { Arena } from "../tensor/arena.js";
import { TILE_CHANNELS } from "../tensor/conv-kernel.js";
import type { WasmMemory } from "../../sim/wasm/index.js";
import type { NetworkSpec } from "../nets/index.js";
import { tensorNames } from "./parameters.js";
import type { TensorLayout } from "./parameters.js";

/** Byte addresses and sizes of one convolution's packed weights. */
export interface PackedWeights {
  readonly forward: number;
  readonly forwardGroupBytes: number;
  readonly backward: number;
  readonly backwardGroupBytes: number;
  /** Bytes of the forward packing, which the weight gradients share. */
  readonly forwardBytes: number;
}

const groupsOf = (channels: number): number => Math.ceil(channels / TILE_CHANNELS);

export class WeightPacking {
  private readonly places = new Map<string, PackedWeights>();

  constructor(spec: NetworkSpec, private readonly layout: TensorLayout, arena: Arena) {
    for (const node of spec.nodes) {
      if (node.kind !== "conv") continue;
      const [out, input, taps] = this.sizes(node.id);
      const [forwardGroupBytes, backwardGroupBytes] = [input * taps * 4 * TILE_CHANNELS, out * taps * 4 * TILE_CHANNELS];
      const forwardBytes = groupsOf(out) * forwardGroupBytes;
      this.places.set(node.id, { forwardGroupBytes, backwardGroupBytes, forwardBytes, forward: arena.allocate(forwardBytes), backward: arena.allocate(groupsOf(input) * backwardGroupBytes) });
    }
  }

  place(id: string): PackedWeights {
    return this.places.get(id)!;
  }

  /** Packs every convolution's weights from the parameter vector. */
  pack(parameters: Float32Array, memory: WasmMemory): void {
    for (const [id, place] of this.places) {
      const [out, input, taps] = this.sizes(id);
      const weights = this.layout.view(parameters, tensorNames.weight(id));
      const forward = floatsAt(memory, place.forward, groupsOf(out) * TILE_CHANNELS * input * taps);
      const backward = floatsAt(memory, place.backward, groupsOf(input) * TILE_CHANNELS * out * taps);
      for (let o = 0, at = 0; o < out; o += 1) {
        for (let i = 0; i < input; i += 1) {
          for (let t = 0; t < taps; t += 1, at += 1) {
            forward[packedIndex(o, i, t, input, taps)] = weights[at]!;
            backward[packedIndex(i, o, taps - 1 - t, out, taps)] = weights[at]!;
          }
        }
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

  /** [out channels, in channels, taps] at full width. */
  private sizes(id: string): [number, number, number] {
    const [out, input, rows, columns] = this.layout.slot(tensorNames.weight(id)).shape as [number, number, number, number];
    return [out, input, rows * columns];
  }
}

/** [group of 4 columns][row][tap][4]. */
function packedIndex(column: number, row: number, tap: number, rows: number, taps: number): number {
  return ((Math.floor(column / TILE_CHANNELS) * rows + row) * taps + tap) * TILE_CHANNELS + (column % TILE_CHANNELS);
}
