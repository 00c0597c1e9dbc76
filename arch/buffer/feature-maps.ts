// The feature maps in the global buffer: integers, channels x height x width, and the im2col view of one window.
import type { TensorSpec, Tile } from "../isa/program.js";
import type { WindowAddress } from "../isa/instruction.js";

/** Values of one feature map. */
export interface FeatureMap {
  readonly spec: TensorSpec;
  /** [channel][row][column]; integers of spec.bits, signed if the spec says so. */
  readonly values: Int32Array;
}

/** All maps of one request, made when the program starts. */
export class FeatureMaps {
  readonly #maps = new Map<string, FeatureMap>();

  constructor(tensors: readonly TensorSpec[]) {
    for (const spec of tensors) this.#maps.set(spec.id, { spec, values: new Int32Array(spec.channels * spec.height * spec.width) });
  }

  /** @throws RangeError for a tensor that the program did not declare */
  get(id: string): FeatureMap {
    const map = this.#maps.get(id);
    if (map === undefined) throw new RangeError(`no tensor "${id}" in this program`);
    return map;
  }
}

/**
 * Elements [tile.elementStart, + elementCount) of the window of one output pixel, channel-major ([channel][ky][kx]);
 * outside the map: the zero point.
 */
export function gatherWindow(map: FeatureMap, address: WindowAddress, pixel: number, tile: Tile): Uint16Array {
  const { kernel, stride, padding, outWidth } = address;
  const { height, width, zeroPoint } = map.spec;
  const top = Math.floor(pixel / outWidth) * stride - padding;
  const left = (pixel % outWidth) * stride - padding;
  const elements = new Uint16Array(tile.elementCount);
  const perChannel = kernel * kernel;
  const end = tile.elementStart + tile.elementCount;
  let channel = Math.floor(tile.elementStart / perChannel);
  let offset = tile.elementStart - channel * perChannel;
  let at = 0;
  for (let e = tile.elementStart; e < end; channel++, offset = 0) {
    const base = channel * height * width;
    for (; offset < perChannel && e < end; offset++, e++) {
      const ky = (offset / kernel) | 0;
      const y = top + ky;
      const x = left + offset - ky * kernel;
      elements[at++] = y >= 0 && y < height && x >= 0 && x < width ? map.values[base + y * width + x]! : zeroPoint;
    }
  }
  return elements;
}

/** Rows [top, bottom) and columns [left, right) of a map. */
export interface MapPart {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

/** The part of the map that lies in the window of one output pixel. */
export function insideWindow({ height, width }: Pick<TensorSpec, "height" | "width">, address: WindowAddress, pixel: number): MapPart {
  const { kernel, stride, padding, outWidth } = address;
  const top = Math.floor(pixel / outWidth) * stride - padding;
  const left = (pixel % outWidth) * stride - padding;
  return { top: Math.max(0, top), bottom: Math.min(height, top + kernel), left: Math.max(0, left), right: Math.min(width, left + kernel) };
}

/** All pixels of the window of one output pixel have numbers below this one; 0 where it lies in the padding. */
export function pixelsBelow(map: Pick<TensorSpec, "height" | "width">, address: WindowAddress, pixel: number): number {
  const { bottom, left, right } = insideWindow(map, address, pixel);
  return bottom <= 0 || right <= left ? 0 : (bottom - 1) * map.width + right;
}
