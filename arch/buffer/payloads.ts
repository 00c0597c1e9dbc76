// What leaves the buffer for one window: tiles that need the same elements get them in one multicast.
import type { Payload } from "../interconnect/interconnect.js";
import type { Tile } from "../isa/program.js";

/** @param subArrays sub-array of each tile  @param bits of one element */
export function payloadsOf(tiles: readonly Tile[], subArrays: readonly number[], bits: number): Payload[] {
  const byChunk = new Map<number, { readonly elements: number; readonly targets: number[] }>();
  tiles.forEach((tile, t) => {
    const chunk = byChunk.get(tile.elementStart) ?? { elements: tile.elementCount, targets: [] };
    chunk.targets.push(subArrays[t]!);
    byChunk.set(tile.elementStart, chunk);
  });
  return [...byChunk.values()].map(({ elements, targets }) => ({ bits: elements * bits, targets }));
}
