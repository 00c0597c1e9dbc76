// Pass 2: gives every tile a sub-array of its own (`resident`: placed once, at full width) and spends spare ones on replicas.
// A replica copies all tiles of a layer; copies share the layer's output pixels.
import { ConfigError } from "../../sim/errors.js";
import type { ArraySpec } from "../../arch/spec/chip-spec.js";
import type { ComputeStyle } from "../../arch/styles/index.js";
import type { TiledLayer } from "./tile.js";
import type { MappingSpec } from "./mapping.js";

export interface PlacedLayer extends TiledLayer {
  /** lanes[l][t]: sub-array of tile t in copy l. */
  readonly lanes: readonly (readonly number[])[];
}

/** Where everything is: fixed at deployment, the same for all subnets. */
export interface Deployment {
  readonly layers: readonly PlacedLayer[];
  readonly subArraysUsed: number;
}

/** Passes that one copy of a layer spends on one pixel: its fullest tile decides. */
export type PassesOf = (layer: TiledLayer) => number;

/** How many passes one copy of a layer spends on a pixel, in machines of a style and geometry. */
export const passesOf = (style: ComputeStyle, array: ArraySpec): PassesOf => ({ matrix, tiles }) =>
  Math.max(...tiles.map((tile) => style.pixelWork(matrix, tile, array).passes));

/** Time saved per sub-array by one more copy, in passes. */
function gain(layer: TiledLayer, copies: number, passes: number): number {
  if (copies >= layer.pixels) return 0;
  return (layer.pixels * passes) / (copies * (copies + 1)) / layer.tiles.length;
}

/** Copies per layer: each spare sub-array goes where it saves most; ties go to the earlier layer. */
function spendSpare(layers: readonly TiledLayer[], spare: number, passesOf: PassesOf): number[] {
  const passes = layers.map(passesOf);
  const copies = layers.map(() => 1);
  for (let left = spare; left > 0; ) {
    let best = -1;
    let bestGain = 0;
    layers.forEach((layer, i) => {
      const value = layer.tiles.length <= left ? gain(layer, copies[i]!, passes[i]!) : 0;
      if (value > bestGain) [best, bestGain] = [i, value];
    });
    if (best < 0) break;
    copies[best]!++;
    left -= layers[best]!.tiles.length;
  }
  return copies;
}

function tooSmall(needed: number, available: number, what: string): ConfigError {
  return new ConfigError({
    path: "chip.organization",
    message: `${what} needs ${needed} sub-arrays`,
    found: `${available} sub-arrays`,
    allowed: `at least ${needed}; use a larger chip.preset, more groups, banks or mats, larger sub-arrays, or fewer weight bits`,
  });
}

/** @throws ConfigError when the weights (or the asked-for replicas) do not fit the chip */
export function placeLayers(layers: readonly TiledLayer[], subArrays: number, passesOf: PassesOf, mapping: MappingSpec): Deployment {
  const once = layers.reduce((sum, layer) => sum + layer.tiles.length, 0);
  if (once > subArrays) throw tooSmall(once, subArrays, "one copy of the full-width weights");
  const copies =
    mapping.replicas === "auto"
      ? spendSpare(layers, subArrays - once, passesOf)
      : layers.map((layer) => Math.min(mapping.replicas as number, layer.pixels));
  const total = layers.reduce((sum, layer, i) => sum + layer.tiles.length * copies[i]!, 0);
  if (total > subArrays) throw tooSmall(total, subArrays, `mapping.replicas: ${mapping.replicas}`);
  let next = 0;
  const placed = layers.map((layer, i): PlacedLayer => {
    const lanes = Array.from({ length: copies[i]! }, () => layer.tiles.map(() => next++));
    return { ...layer, lanes };
  });
  return { layers: placed, subArraysUsed: next };
}
