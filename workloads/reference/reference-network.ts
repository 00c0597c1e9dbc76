// The integer reference network: plain nested loops over integers, the independent witness of what the arrays compute.
// Imports no bit code and none of the digital unit's arithmetic on purpose; scaling is done in BigInt where doubles could round.
import type { IntegerNetwork, MatrixLayer, MaxPoolLayer, PoolLayer } from "../quant/integer-network.js";
import { tensorOf } from "../quant/integer-network.js";
import type { ScaleTable, TensorSpec } from "../../arch/isa/program.js";

const SAFE = 2 ** 52;

/** floor((value + half) / 2^shift) in BigInt. */
const roundShiftBig = (value: bigint, shift: number): bigint => (shift === 0 ? value : (value + (1n << BigInt(shift - 1))) >> BigInt(shift));

const POWERS_OF_TWO = Array.from({ length: 64 }, (_, n) => 2 ** n);

/** round half up of value / 2^shift for values that doubles hold exactly. */
const roundShiftSafe = (value: number, shift: number): number => (shift === 0 ? value : Math.floor(value / POWERS_OF_TWO[shift]! + 0.5));

/** Rounded a x b / 2^shift, in doubles where they are exact. */
function scaled(a: number, b: number, shift: number): number {
  const product = a * b;
  return Math.abs(product) < SAFE && shift < 50 ? roundShiftSafe(product, shift) : Number(roundShiftBig(BigInt(a) * BigInt(b), shift));
}

/** Scale, add bias and residual, round, clamp: the formula of ScaleTable. */
function rescale(table: ScaleTable, channel: number, sum: number, residual: number): number {
  const main = scaled(sum, table.multipliers[channel]!, table.shift);
  const aligned = residual === 0 ? 0 : scaled(residual, table.residualMultiplier, table.residualShift);
  const value = roundShiftSafe(main + table.biases[channel]! + aligned, table.fractionBits);
  return value < table.min ? table.min : value > table.max ? table.max : value;
}

/** Input values minus the zero point, with the padding already in place (real zero). */
function padded(values: Int32Array, spec: TensorSpec, padding: number): { readonly data: Float64Array; readonly height: number; readonly width: number } {
  const height = spec.height + 2 * padding;
  const width = spec.width + 2 * padding;
  const data = new Float64Array(spec.channels * height * width);
  for (let c = 0; c < spec.channels; c++) {
    for (let y = 0; y < spec.height; y++) {
      const from = (c * spec.height + y) * spec.width;
      const to = (c * height + y + padding) * width + padding;
      for (let x = 0; x < spec.width; x++) data[to + x] = values[from + x]! - spec.zeroPoint;
    }
  }
  return { data, height, width };
}

/** Taps of one output channel that are added up in one walk over the map: as many as a processor has registers for. */
const WALKED = 8;

/** The taps of one output channel that are not zero, filled up with zeros to whole walks: weight and first pixel of each. */
interface Taps {
  readonly weights: Float64Array;
  readonly starts: Int32Array;
}

function tapsOf(layer: MatrixLayer, input: ReturnType<typeof padded>, inChannels: number, channel: number): Taps {
  const { kernel, codes, inChannels: stored } = layer.weights;
  const most = WALKED * Math.ceil((inChannels * kernel * kernel) / WALKED);
  const [weights, starts] = [new Float64Array(most), new Int32Array(most)];
  let found = 0;
  for (let c = 0; c < inChannels; c++) {
    for (let k = 0; k < kernel * kernel; k++) {
      const weight = codes[(channel * stored + c) * kernel * kernel + k]!;
      if (weight === 0) continue;
      weights[found] = weight;
      starts[found++] = (c * input.height + Math.floor(k / kernel)) * input.width + (k % kernel);
    }
  }
  return { weights: weights.subarray(0, WALKED * Math.ceil(found / WALKED)), starts };
}

/** sums[o] = correlation of one output channel with the padded input. Doubles hold all of them exactly. */
function channelSums({ weights, starts }: Taps, data: Float64Array, rowStep: number, step: number, out: TensorSpec): Float64Array {
  const sums = new Float64Array(out.height * out.width);
  for (let from = 0; from < weights.length; from += WALKED) addTaps(sums, data, weights.subarray(from, from + WALKED), starts.subarray(from, from + WALKED), rowStep, step, out);
  return sums;
}

function addTaps(sums: Float64Array, data: Float64Array, weights: Float64Array, starts: Int32Array, rowStep: number, step: number, out: TensorSpec): void {
  const [w0, w1, w2, w3, w4, w5, w6, w7] = weights as unknown as Eight;
  const [s0, s1, s2, s3, s4, s5, s6, s7] = starts as unknown as Eight;
  let at = 0;
  for (let y = 0; y < out.height; y++) {
    let n = y * rowStep;
    for (let x = 0; x < out.width; x++, at++, n += step) {
      sums[at] = sums[at]! + w0 * data[s0 + n]! + w1 * data[s1 + n]! + w2 * data[s2 + n]! + w3 * data[s3 + n]!
        + w4 * data[s4 + n]! + w5 * data[s5 + n]! + w6 * data[s6 + n]! + w7 * data[s7 + n]!;
    }
  }
}

type Eight = readonly [number, number, number, number, number, number, number, number];

function runMatrix(network: IntegerNetwork, layer: MatrixLayer, maps: Map<string, Int32Array>): void {
  const input = tensorOf(network, layer.input);
  const out = tensorOf(network, layer.output);
  const source = padded(maps.get(layer.input)!, input, layer.padding);
  const target = new Int32Array(out.channels * out.height * out.width);
  const residual = layer.residual === null ? null : { spec: tensorOf(network, layer.residual.tensor), values: maps.get(layer.residual.tensor)!, stride: layer.residual.stride };
  for (let channel = 0; channel < out.channels; channel++) {
    const sums = channelSums(tapsOf(layer, source, input.channels, channel), source.data, source.width * layer.stride, layer.stride, out);
    const hasShortcut = residual !== null && channel < residual.spec.channels;
    for (let y = 0, pixel = 0; y < out.height; y++) {
      for (let x = 0; x < out.width; x++, pixel++) {
        const shortcut = hasShortcut ? residual.values[(channel * residual.spec.height + y * residual.stride) * residual.spec.width + x * residual.stride]! - residual.spec.zeroPoint : 0;
        target[channel * sums.length + pixel] = rescale(layer.table, channel, sums[pixel]!, shortcut);
      }
    }
  }
  maps.set(layer.output, target);
}

/** Tap by tap over the whole map: every pixel that a tap reaches raises the output that it belongs to. */
function runMaxPool(network: IntegerNetwork, layer: MaxPoolLayer, maps: Map<string, Int32Array>): void {
  const [spec, out] = [tensorOf(network, layer.input), tensorOf(network, layer.output)];
  const values = maps.get(layer.input)!;
  const target = new Int32Array(out.channels * out.height * out.width).fill(-(2 ** 31));
  values.forEach((value, at) => {
    const [row, x] = [Math.floor(at / spec.width) % spec.height, at % spec.width];
    const channel = Math.floor(at / (spec.width * spec.height));
    for (let ky = 0; ky < layer.kernel; ky++) {
      for (let kx = 0; kx < layer.kernel; kx++) {
        const [y, column] = [(row + layer.padding - ky) / layer.stride, (x + layer.padding - kx) / layer.stride];
        if (!Number.isInteger(y) || !Number.isInteger(column) || y < 0 || column < 0 || y >= out.height || column >= out.width) continue;
        const to = (channel * out.height + y) * out.width + column;
        target[to] = Math.max(target[to]!, value);
      }
    }
  });
  maps.set(layer.output, target);
}

function runPool(network: IntegerNetwork, layer: PoolLayer, maps: Map<string, Int32Array>): void {
  const spec = tensorOf(network, layer.input);
  const values = maps.get(layer.input)!;
  const area = spec.height * spec.width;
  const target = Int32Array.from({ length: spec.channels }, (_, channel) => {
    const sum = values.subarray(channel * area, (channel + 1) * area).reduce((total, value) => total + value - spec.zeroPoint, 0);
    return rescale(layer.table, channel, sum, 0);
  });
  maps.set(layer.output, target);
}

/**
 * Every feature map of one image.
 * @param image input codes, channels x height x width (the zero point not yet subtracted)
 */
export function runReferenceMaps(network: IntegerNetwork, image: ArrayLike<number>): ReadonlyMap<string, Int32Array> {
  const maps = new Map<string, Int32Array>([[network.input, Int32Array.from(image)]]);
  for (const layer of network.layers) {
    if (layer.kind === "matrix") runMatrix(network, layer, maps);
    else if (layer.kind === "max-pool") runMaxPool(network, layer, maps);
    else runPool(network, layer, maps);
  }
  return maps;
}

/** Logits of one image. */
export const runReference = (network: IntegerNetwork, image: ArrayLike<number>): Int32Array => runReferenceMaps(network, image).get(network.output)!;
