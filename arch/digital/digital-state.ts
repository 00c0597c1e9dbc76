// What the digital unit computes: partial sums of column chunks added, scaled, stored; pooling. No time, no energy.
import type { GlobalAveragePool, MaxPool, PostProcess } from "../isa/instruction.js";
import type { LaneGroup, ScaleTable } from "../isa/program.js";
import { insideWindow, type FeatureMaps } from "../buffer/feature-maps.js";
import { postProcess } from "./scale.js";

/** Sums of the whole layer at one pixel from the sums of its tiles. */
export function addPartialSums(group: LaneGroup, tileSums: readonly Float64Array[], channels: number): Float64Array {
  const total = new Float64Array(channels);
  group.tiles.forEach((tile, t) => {
    const sums = tileSums[t]!;
    for (let i = 0; i < tile.outCount; i++) {
      const channel = tile.outStart + i * tile.outStride;
      total[channel] = total[channel]! + sums[i]!;
    }
  });
  return total;
}

/** Finish one output pixel of a layer. */
export function storePixel(maps: FeatureMaps, table: ScaleTable, instruction: PostProcess, pixel: number, sums: Float64Array): void {
  const output = maps.get(instruction.output);
  const area = output.spec.height * output.spec.width;
  const residual = instruction.residual === null ? null : residualAt(maps, instruction, pixel);
  for (let channel = 0; channel < sums.length; channel++) {
    output.values[channel * area + pixel] = postProcess(table, channel, sums[channel]!, residual === null ? 0 : residual(channel));
  }
}

/** The residual operand of a pixel by channel; channels that the map does not have are zero. */
function residualAt(maps: FeatureMaps, instruction: PostProcess, pixel: number): (channel: number) => number {
  const { tensor, stride } = instruction.residual!;
  const { spec, values } = maps.get(tensor);
  const y = Math.floor(pixel / instruction.outWidth) * stride;
  const x = (pixel % instruction.outWidth) * stride;
  return (channel) => (channel < spec.channels ? values[(channel * spec.height + y) * spec.width + x]! - spec.zeroPoint : 0);
}

/** Sum of each channel, re-quantised by the table (its multiplier holds the division by the number of pixels). */
export function globalAveragePool(maps: FeatureMaps, table: ScaleTable, instruction: GlobalAveragePool): void {
  const { spec, values } = maps.get(instruction.input);
  const output = maps.get(instruction.output);
  const area = spec.height * spec.width;
  for (let channel = 0; channel < spec.channels; channel++) {
    let sum = 0;
    for (let i = 0; i < area; i++) sum += values[channel * area + i]! - spec.zeroPoint;
    output.values[channel] = postProcess(table, channel, sum, 0);
  }
}

/** Largest value of one window, channel by channel. */
export function maxPool(maps: FeatureMaps, { window, output: id }: MaxPool, pixel: number): void {
  const { spec, values } = maps.get(window.tensor);
  const output = maps.get(id);
  const area = output.spec.height * output.spec.width;
  const { top, bottom, left, right } = insideWindow(spec, window, pixel);
  for (let channel = 0; channel < spec.channels; channel++) {
    let largest = -Infinity;
    for (let y = top; y < bottom; y++) {
      const row = (channel * spec.height + y) * spec.width;
      for (let x = left; x < right; x++) largest = Math.max(largest, values[row + x]!);
    }
    output.values[channel * area + pixel] = largest;
  }
}
