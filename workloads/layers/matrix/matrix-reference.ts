// A matrix layer in the reference network: plain nested loops over integers, written apart from the code that runs on the arrays.
import type { TensorSpec } from "../../../arch/isa/program.js";
import type { ReferenceRun } from "../layer-kind.js";
import type { MatrixLayer } from "./matrix.js";

interface Padded {
  readonly data: Float64Array;
  readonly height: number;
  readonly width: number;
}

/** Input values minus the zero point, with the padding already in place (real zero), as far as the last window reaches. */
function padded(values: Int32Array, spec: TensorSpec, { padding, stride, weights: { kernel } }: MatrixLayer, out: TensorSpec): Padded {
  const height = Math.max(spec.height + padding, (out.height - 1) * stride + kernel);
  const width = Math.max(spec.width + padding, (out.width - 1) * stride + kernel);
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

function tapsOf({ weights: own }: MatrixLayer, input: Padded, active: number, channel: number): Taps {
  const { kernel, codes, inChannels: stored } = own;
  const most = WALKED * Math.ceil((active * kernel * kernel) / WALKED);
  const [weights, starts] = [new Float64Array(most), new Int32Array(most)];
  let found = 0;
  for (let c = 0; c < active; c++) {
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
function channelSums({ weights, starts }: Taps, { data, width }: Padded, stride: number, out: TensorSpec): Float64Array {
  const sums = new Float64Array(out.height * out.width);
  for (let from = 0; from < weights.length; from += WALKED) {
    const taps = { weights: weights.subarray(from, from + WALKED), starts: starts.subarray(from, from + WALKED) };
    addTaps(sums, data, taps, width * stride, stride, out);
  }
  return sums;
}

function addTaps(sums: Float64Array, data: Float64Array, taps: Taps, rowStep: number, step: number, out: TensorSpec): void {
  const [w0, w1, w2, w3, w4, w5, w6, w7] = taps.weights as unknown as Eight;
  const [s0, s1, s2, s3, s4, s5, s6, s7] = taps.starts as unknown as Eight;
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

/** Codes of what the layer makes. */
export function matrixCodes(layer: MatrixLayer, run: ReferenceRun): Int32Array {
  const [input, out] = [run.spec(layer.input), run.spec(layer.output)];
  const source = padded(run.map(layer.input), input, layer, out);
  const target = new Int32Array(out.channels * out.height * out.width);
  const shortcut = shortcutOf(layer, run);
  for (let channel = 0; channel < out.channels; channel++) {
    const sums = channelSums(tapsOf(layer, source, input.channels, channel), source, layer.stride, out);
    for (let y = 0, pixel = 0; y < out.height; y++) {
      for (let x = 0; x < out.width; x++, pixel++) {
        target[channel * sums.length + pixel] = run.rescale(layer.table, channel, sums[pixel]!, shortcut(channel, y, x));
      }
    }
  }
  return target;
}

/** What the residual operand adds to an output: the pixel under it by the stride, nothing beyond its channels. */
function shortcutOf({ residual }: MatrixLayer, run: ReferenceRun): (channel: number, y: number, x: number) => number {
  if (residual === null) return () => 0;
  const [spec, values, { stride }] = [run.spec(residual.tensor), run.map(residual.tensor), residual];
  return (channel, y, x) =>
    (channel < spec.channels ? values[(channel * spec.height + y * stride) * spec.width + x * stride]! - spec.zeroPoint : 0);
}
