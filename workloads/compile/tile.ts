// Pass 1: cuts each layer's weight matrix (output channels x dot-product elements) into tiles of one sub-array.
// Elements go over columns, channel-major, so that a narrower input is a prefix; channels go over rows, one row a bit plane.
import { ConfigError } from "../../sim/errors.js";
import type { ArraySpec } from "../../arch/spec/chip-spec.js";
import type { Tile } from "../../arch/isa/program.js";
import { tensorOf, type IntegerNetwork, type MatrixLayer, type QuantizedModel } from "../quant/integer-network.js";
import type { MappingSpec } from "./mapping.js";

/** One layer at full width, cut up. Tiles are ordered by row group, then column chunk. */
export interface TiledLayer {
  readonly id: string;
  readonly tiles: readonly Tile[];
  readonly chunks: number;
  readonly rowGroups: number;
  /** Rows 0 .. inputBits - 1 are reserved for activation planes. */
  readonly inputBits: number;
  readonly weightBits: number;
  /** Output pixels of the widest subnet. */
  readonly pixels: number;
}

/** First channel, step and number of row group `group` when `channels` of `full` channels are active. */
export function channelsOfGroup(order: MappingSpec["channelOrder"], full: number, perTile: number, group: number, channels: number): { start: number; stride: number; count: number } {
  const groups = Math.ceil(full / perTile);
  if (order === "striped") return { start: group, stride: groups, count: Math.max(0, Math.ceil((channels - group) / groups)) };
  const start = group * perTile;
  return { start, stride: 1, count: Math.min(perTile, Math.max(0, channels - start)) };
}

/** Channels whose weight rows fit under the reserved activation rows, and whose sums fit one set of the sum buffer. @throws ConfigError when not one channel fits */
export function channelsPerTile(array: ArraySpec, layer: string, inputBits: number, weightBits: number): number {
  const channels = Math.min(array.sumsPerSet, Math.floor((array.rows - inputBits) / weightBits));
  if (channels >= 1) return channels;
  throw new ConfigError({
    path: "chip.array.rows",
    message: `layer ${layer} needs ${inputBits} activation rows and at least ${weightBits} weight rows in one sub-array`,
    found: String(array.rows),
    allowed: `${inputBits + weightBits} rows or more`,
  });
}

function tileLayer(network: IntegerNetwork, layer: MatrixLayer, array: ArraySpec, mapping: MappingSpec): TiledLayer {
  const { weights } = layer;
  const inputBits = tensorOf(network, layer.input).bits;
  const perTile = channelsPerTile(array, layer.id, inputBits, weights.bits);
  const elements = weights.inChannels * weights.kernel ** 2;
  const rowGroups = Math.ceil(weights.outChannels / perTile);
  const chunks = Math.ceil(elements / array.columns);
  const tiles: Tile[] = [];
  for (let group = 0; group < rowGroups; group++) {
    const { start, stride, count } = channelsOfGroup(mapping.channelOrder, weights.outChannels, perTile, group, weights.outChannels);
    for (let chunk = 0; chunk < chunks; chunk++) {
      const elementStart = chunk * array.columns;
      tiles.push({ outStart: start, outStride: stride, outCount: count, elementStart, elementCount: Math.min(array.columns, elements - elementStart), firstRow: inputBits });
    }
  }
  const output = tensorOf(network, layer.output);
  return { id: layer.id, tiles, chunks, rowGroups, inputBits, weightBits: weights.bits, pixels: output.height * output.width };
}

/** Cut up every layer of a model; all subnets share the cut. */
export function tileModel(model: QuantizedModel, array: ArraySpec, mapping: MappingSpec): readonly TiledLayer[] {
  const network = model.subnets[0]!;
  return network.layers.flatMap((layer) => (layer.kind === "matrix" ? [tileLayer(network, layer, array, mapping)] : []));
}

/** The part of a tile that a subnet with so many output channels and elements uses; null when the tile stays dark. */
export function activeTile(tile: Tile, outChannels: number, elements: number): Tile | null {
  const outCount = Math.min(tile.outCount, Math.max(0, Math.ceil((outChannels - tile.outStart) / tile.outStride)));
  const elementCount = Math.min(tile.elementCount, Math.max(0, elements - tile.elementStart));
  return outCount === 0 || elementCount === 0 ? null : { ...tile, outCount, elementCount };
}
