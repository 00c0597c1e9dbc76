// Writes the full-width weights into the sub-arrays of a deployment: bit planes into rows, once, before anything runs.
import type { BitMemory } from "../../arch/bits/bit-memory.js";
import type { Tile } from "../../arch/isa/program.js";
import type { QuantizedModel, WeightCodes } from "../quant/integer-network.js";
import type { Deployment } from "./place.js";

function loadTile(memory: BitMemory, subArray: number, tile: Tile, weights: WeightCodes): void {
  const elements = weights.inChannels * weights.kernel ** 2;
  for (let i = 0; i < tile.outCount; i++) {
    const start = (tile.outStart + i * tile.outStride) * elements + tile.elementStart;
    for (let e = 0; e < tile.elementCount; e++) {
      const code = weights.codes[start + e]!;
      memory.values[e] = weights.encoding === "bipolar" ? (code + 1) / 2 : code;
    }
    memory.packPlanes(subArray, tile.firstRow + i * weights.bits, weights.bits, tile.elementCount);
  }
}

/** Load every tile of every copy. */
export function loadWeights(memory: BitMemory, model: QuantizedModel, deployment: Deployment): void {
  const byId = new Map(model.weights.map((weights) => [weights.id, weights]));
  for (const layer of deployment.layers) {
    const weights = byId.get(layer.id)!;
    for (const lane of layer.lanes) layer.tiles.forEach((tile, t) => loadTile(memory, lane[t]!, tile, weights));
  }
}
