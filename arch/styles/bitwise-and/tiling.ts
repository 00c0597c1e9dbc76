// Cuts a layer's weight matrix into tiles of one sub-array. Elements go over columns, so that a narrower input is a prefix; channels
// go over rows, one row a bit plane, under the rows reserved for activation planes.
import { ConfigError } from "../../../sim/errors.js";
import type { Tile } from "../../isa/program.js";
import type { ArraySpec } from "../../spec/chip-spec.js";
import type { ChannelOrder, Matrix, TiledMatrix } from "../compute-style.js";

/** Channels of one row group: the first one, the step to the next, and how many. */
interface GroupChannels {
  readonly start: number;
  readonly stride: number;
  readonly count: number;
}

function channelsOfGroup(order: ChannelOrder, channels: number, perTile: number, group: number): GroupChannels {
  const groups = Math.ceil(channels / perTile);
  if (order === "striped") return { start: group, stride: groups, count: Math.max(0, Math.ceil((channels - group) / groups)) };
  const start = group * perTile;
  return { start, stride: 1, count: Math.min(perTile, Math.max(0, channels - start)) };
}

/** Channels whose weight rows fit under the reserved activation rows, and whose sums fit one set of the sum buffer. */
function channelsPerTile(array: ArraySpec, { layer, inputBits, weightBits }: Matrix): number {
  const channels = Math.min(array.sumsPerSet, Math.floor((array.rows - inputBits) / weightBits));
  if (channels >= 1) return channels;
  throw new ConfigError({
    path: "chip.array.rows",
    message: `layer ${layer} needs ${inputBits} activation rows and at least ${weightBits} weight rows in one sub-array`,
    found: String(array.rows),
    allowed: `${inputBits + weightBits} rows or more`,
  });
}

/** @throws ConfigError when not one channel fits */
export function tileMatrix(matrix: Matrix, array: ArraySpec, order: ChannelOrder): TiledMatrix {
  const { outChannels, elements } = matrix;
  const perTile = channelsPerTile(array, matrix);
  const rowGroups = Math.ceil(outChannels / perTile);
  const chunks = Math.ceil(elements / array.columns);
  const tiles: Tile[] = [];
  for (let group = 0; group < rowGroups; group++) {
    const { start, stride, count } = channelsOfGroup(order, outChannels, perTile, group);
    for (let chunk = 0; chunk < chunks; chunk++) {
      const elementStart = chunk * array.columns;
      const elementCount = Math.min(array.columns, elements - elementStart);
      tiles.push({ outStart: start, outStride: stride, outCount: count, elementStart, elementCount });
    }
  }
  return { tiles, rowGroups, chunks };
}
