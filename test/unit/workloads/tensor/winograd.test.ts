// Winograd's convolution against the naive one: any multiple of four channels, any number of tiles, one chunk and several.
import fc from "fast-check";
import { floatsAt } from "../../../../workloads/tensor/arena.js";
import * as naive from "../../../fixtures/naive-kernels.js";
import {
  isWinograd, tileOffsets, transformedWeightBytes, weightPointBytes, winogradBufferBytes,
} from "../../../../workloads/tensor/winograd.js";
import { expectClose, KernelBench } from "./kernel-bench.js";

interface Case {
  readonly inChannels: number;
  readonly outChannels: number;
  readonly height: number;
  readonly width: number;
  readonly images: number;
}

/** Weights packed [group of 4 outputs][input][tap][4], in the full tensor's channels. */
function pack(values: ArrayLike<number>, outputs: number, inputs: number, target: Float32Array): void {
  for (let n = 0; n < outputs * inputs * 9; n += 1) {
    const [o, rest] = [Math.floor(n / (inputs * 9)), n % (inputs * 9)];
    target[(Math.floor(o / 4) * inputs * 9 + rest) * 4 + (o % 4)] = values[n]!;
  }
}

/** The convolution at the first channels of a weight tensor that has `spare` more of both. */
function setUp(s: Case, spare: number) {
  const bench = new KernelBench();
  const shape = { height: s.height, width: s.width };
  const [fullIn, fullOut] = [s.inChannels + spare, s.outChannels + spare];
  const full = bench.numbers(fullOut * fullIn * 9);
  const kernels = (fullOut / 4) * fullIn;
  const [packed, transformed, sums] = [bench.arena.floats(full.length), bench.arena.allocate(
    transformedWeightBytes(kernels)
  ), bench.arena.allocate(transformedWeightBytes(kernels))];
  pack(full, fullOut, fullIn, floatsAt(bench.memory, packed, full.length));
  const buffer = bench.arena.allocate(winogradBufferBytes(s.inChannels + s.outChannels));
  bench.kernels.winograd.transformWeights(packed, transformed, kernels, buffer);
  const conv = { weights: transformed, weightGroupBytes: fullIn
    * 16, weightPointBytes: weightPointBytes(kernels), offsets: bench.table(tileOffsets(shape)), buffer };
  const weights = Array.from({ length: s.outChannels * s.inChannels * 9 }, (_, n) =>
    full[(Math.floor(n / (s.inChannels * 9)) * fullIn + (Math.floor(n / 9) % s.inChannels)) * 9 + (n % 9)]!);
  return { bench, shape, conv, weights, kernels, sums, packed, fullIn, fullOut };
}

const perImage = (values: Float64Array, images: number, n: number): Float64Array =>
  values.subarray((n * values.length) / images, ((n + 1) * values.length) / images);
const channels = fc.integer({ min: 1, max: 3 }).map((n) => 4 * n);
const cases: fc.Arbitrary<Case> = fc.record({
  inChannels: channels, outChannels: channels, height: fc.constantFrom(4, 8, 12), width: fc.constantFrom(8, 16, 24), images: fc.integer(
    { min: 1, max: 3 }
  ),
});
/** More tiles than fit one chunk, and not a multiple of four. */
const SEVERAL_CHUNKS: Case = { inChannels: 20, outChannels: 12, height: 12, width: 24, images: 3 };

describe("Winograd's convolution", () => {
  it("equals the naive convolution, written or added", () => {
    fc.assert(fc.property(cases, fc.constantFrom(0, 4), (s, spare) => {
      const { bench, shape, conv, weights } = setUp(s, spare);
      const [x, y] = [bench.feature(shape, s.inChannels, s.images), bench.feature(shape, s.outChannels, s.images)];
      const pixels = bench.numbers(s.images * s.inChannels * s.height * s.width);
      bench.write(x, pixels, s.images);
      const expected = Array.from({ length: s.images }, (_, n) =>
        [...naive.naiveConv({ ...s, kernel: 3, stride: 1, padding: 1 }, perImage(pixels, s.images, n), weights)]).flat();
      bench.kernels.winograd.conv(x, conv, y, s.images, false);
      expectClose(bench.read(y, s.images), expected, 2e-4);
      bench.kernels.winograd.conv(x, conv, y, s.images, true);
      expectClose(bench.read(y, s.images), expected.map((value) => 2 * value), 4e-4);
      const inner = bench.read(y, s.images).reduce((sum, value) => sum + Math.abs(value), 0);
      const all = floatsAt(bench.memory, y.address, (s.images * y.imageBytes) / 4).reduce((sum, value) => sum + Math.abs(value), 0);
      expect(all / inner).toBeCloseTo(1, 4);
    }), { numRuns: 12, examples: [[SEVERAL_CHUNKS, 4]] });
  });

  it("gives the naive weight gradient, summed over images and calls, and leaves the other channels' alone", () => {
    fc.assert(fc.property(cases, fc.constantFrom(0, 4), (s, spare) => {
      const { bench, shape, conv, kernels, sums, packed, fullIn, fullOut } = setUp(s, spare);
      const [x, dy] = [bench.feature(shape, s.inChannels, s.images), bench.feature(shape, s.outChannels, s.images)];
      const [pixels, gradients] = [
        bench.numbers(s.images * s.inChannels * s.height * s.width), bench.numbers(s.images * s.outChannels * s.height * s.width),
      ];
      bench.write(x, pixels, s.images);
      bench.write(dy, gradients, s.images);
      const expected = new Float64Array(fullOut * fullIn * 9);
      for (let n = 0; n < s.images; n += 1) {
        naive.naiveConvBackwardWeights(
          { ...s, kernel: 3, stride: 1, padding: 1 }, perImage(pixels, s.images, n), perImage(gradients, s.images, n)
        )
          .forEach((value, at) => { expected[(Math.floor(at / (s.inChannels * 9)) * fullIn + (Math.floor(at / 9) % s.inChannels)) * 9
            + (at % 9)]! += 2 * value; });
      }
      floatsAt(bench.memory, packed, expected.length).fill(0);
      bench.kernels.winograd.convWeights(x, dy, sums, conv, s.images);
      bench.kernels.winograd.convWeights(x, dy, sums, conv, s.images);
      bench.kernels.winograd.addWeightGradients(sums, packed, kernels, conv.buffer);
      const wanted = new Float32Array(expected.length);
      pack(expected, fullOut, fullIn, wanted);
      expectClose(floatsAt(bench.memory, packed, expected.length), wanted, 5e-3);
    }), { numRuns: 12, examples: [[SEVERAL_CHUNKS, 4]] });
  });

  it("is taken for whole tiles and enough channels in fours, whatever the machine", () => {
    const shape = { height: 8, width: 8 };
    expect(isWinograd(shape, 8, 16)).toBe(true);
    expect(isWinograd({ height: 6, width: 8 }, 8, 8)).toBe(false);
    for (const [inputs, outputs] of [[3, 16], [4, 8], [8, 4], [10, 8], [8, 9]] as const) {
      expect(isWinograd(shape, inputs, outputs)).toBe(false);
    }
  });
});
