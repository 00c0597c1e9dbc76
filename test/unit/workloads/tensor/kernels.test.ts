// Every tuned kernel against its naive reference, over shapes, strides and channel counts that are no multiples of the tile.
import fc from "fast-check";
import { floatsAt } from "../../../../workloads/tensor/arena.js";
import { addressing, splitColumns } from "../../../../workloads/tensor/conv-geometry.js";
import { matrixKernel } from "../../../../bench/matrix-kernel.js";
import * as naive from "../../../fixtures/naive-kernels.js";
import { expectClose, KernelBench, padded } from "./kernel-bench.js";

describe("the convolution kernels", () => {
  it("equal the naive convolution and its weight gradient for any shape", () => {
    const cases = fc.record({
      inChannels: fc.integer({ min: 1, max: 9 }), outChannels: fc.integer({ min: 1, max: 9 }), height: fc.constantFrom(4, 6, 8),
      outWidth: fc.constantFrom(3, 7, 8, 12, 16), kernel: fc.constantFrom(1, 3), stride: fc.constantFrom(1, 2),
    });
    fc.assert(fc.property(cases, ({ inChannels, outChannels, height, outWidth, kernel, stride }) => {
      const s = { inChannels, outChannels, height, width: outWidth * stride, kernel, stride, padding: (kernel - 1) / 2 };
      const bench = new KernelBench();
      const [input, output] = [{ height, width: s.width }, { height: naive.naiveOutputSize(height, s), width: outWidth }];
      const [x, y, split] = [bench.feature(input, inChannels), bench.feature(output, outChannels), bench.feature(input, inChannels)];
      const [pixels, weights] = [bench.numbers(inChannels * height * s.width), bench.numbers(outChannels * inChannels * kernel ** 2)];
      bench.write(x, pixels);
      if (stride === 2) splitColumns(floatsAt(bench.memory, x.address, x.imageBytes / 4), floatsAt(
        bench.memory, split.address, x.imageBytes / 4
      ), input, padded(inChannels));
      const { tapBytes, inputPlaneBytes } = addressing({ input, output, kernel, stride });
      const taps = kernel ** 2;
      const terms = inChannels * taps;
      const table = bench.table(Array.from({ length: terms }, (_, k) => Math.floor(k / taps) * inputPlaneBytes + tapBytes[k % taps]!));
      const packed = bench.arena.floats(padded(outChannels) * terms);
      const packedValues = floatsAt(bench.memory, packed, padded(outChannels) * terms);
      weights.forEach((value, n) => { packedValues[(Math.floor(Math.floor(n / terms) / 4) * terms + (n % terms)) * 4
        + (Math.floor(n / terms) % 4)] = value; });
      const conv = { weights: packed, weightGroupBytes: terms * 16, table, taps, stride, winograd: null };
      const source = stride === 2 ? split : x;
      bench.kernels.conv(source, conv, y, 1, false);
      expectClose(bench.read(y), naive.naiveConv(s, pixels, weights), 1e-4);
      bench.kernels.conv(source, conv, y, 1, true);
      expectClose(bench.read(y), naive.naiveConv(s, pixels, weights).map((value) => 2 * value), 1e-4);

      const dy = bench.numbers(outChannels * output.height * output.width);
      floatsAt(bench.memory, y.address, y.imageBytes / 4).fill(0);
      bench.write(y, dy);
      const dw = bench.arena.floats(padded(outChannels) * terms);
      bench.kernels.convWeights(source, y, { packed: dw, transformed: 0 }, conv, 1);
      const gradients = floatsAt(bench.memory, dw, padded(outChannels) * terms);
      const unpacked = Array.from({ length: outChannels * terms }, (_, n) =>
        gradients[(Math.floor(Math.floor(n / terms) / 4) * terms + (n % terms)) * 4 + (Math.floor(n / terms) % 4)]!);
      expectClose(unpacked, naive.naiveConvBackwardWeights(s, pixels, dy), 1e-3);
    }), { numRuns: 60 });
  });

  it.each([8, 7, 12])("leave the border and the tail of maps of width %i zero", (width) => {
    const bench = new KernelBench();
    const shape = { height: 8, width };
    const [x, y] = [bench.feature(shape, 4), bench.feature(shape, 4)];
    bench.write(x, bench.numbers(4 * 8 * width));
    for (let c = 0; c < 4; c += 1) bench.kernels.scaleShift(x, y, c, 1, 2, 1, -Infinity);
    const inner = bench.read(y).reduce((sum, value) => sum + Math.abs(value), 0);
    const all = floatsAt(bench.memory, y.address, y.imageBytes / 4).reduce((sum, value) => sum + Math.abs(value), 0);
    expect(all).toBeCloseTo(inner, 2);
  });
});

describe("the matrix kernel", () => {
  it("equals the naive product", () => {
    const bench = new KernelBench();
    const [m, k, n] = [8, 37, 24];
    const [a, b] = [bench.numbers(m * k), bench.numbers(k * n)];
    const [pa, pb, c] = [bench.arena.floats(m * k), bench.arena.floats(k * n), bench.arena.floats(m * n)];
    const [packedA, packedB] = [floatsAt(bench.memory, pa, m * k), floatsAt(bench.memory, pb, k * n)];
    a.forEach(
      (value, at) => { const [row, i] = [Math.floor(at / k), at % k]; packedA[(Math.floor(row / 4) * k + i) * 4 + (row % 4)] = value; }
    );
    b.forEach((value, at) => { const [i, column] = [
      Math.floor(at / n), at % n,
    ]; packedB[(Math.floor(column / 8) * k + i) * 8 + (column % 8)] = value; });
    matrixKernel(bench.memory, bench.limits)(pa, pb, c, k, m / 4, n / 8, 4 * n);
    expectClose(floatsAt(bench.memory, c, m * n), naive.naiveMatrix(a, b, m, k, n), 1e-4);
  });
});

describe("the elementwise kernels", () => {
  it("give batch normalisation, rectifier, addition and masks", () => {
    const bench = new KernelBench();
    const shape = { height: 4, width: 8 };
    const [images, channels] = [3, 2];
    const [x, y] = [bench.feature(shape, channels, images), bench.feature(shape, channels, images)];
    const values = bench.numbers(images * channels * 32);
    bench.write(x, values, images);
    const [scale, shift] = [[1.5, -0.5], [0.25, 2]];
    for (let c = 0; c < channels; c += 1) {
      const [sum, squares] = bench.kernels.sums(x, c, images);
      const mean = sum / (images * 32);
      const factor = scale[c]! / Math.sqrt(squares / (images * 32) - mean * mean + 1e-5);
      bench.kernels.scaleShift(x, y, c, images, factor, shift[c]! - mean * factor, 0);
    }
    const expected = naive.naiveBatchNorm(values, images, channels, 32, scale, shift, 1e-5).map((value) => Math.max(0, value));
    expectClose(bench.read(y, images), expected, 1e-4);

    const dy = bench.numbers(images * channels * 32);
    const d = bench.feature(shape, channels, images);
    bench.write(d, dy, images);
    const [sum, product] = bench.kernels.maskSums(d, y, x, 0, images, 0);
    const kept = Array.from(dy, (value, n) => (expected[n]! > 0 && Math.floor(n / 32) % channels === 0 ? value : 0));
    expect(sum).toBeCloseTo(kept.reduce((a, b) => a + b, 0), 3);
    expect(product).toBeCloseTo(kept.reduce((a, b, n) => a + b * values[n]!, 0), 3);
    for (let c = 0; c < channels; c += 1) {
      bench.kernels.mask(d, y, c, images, 0);
      bench.kernels.addRectify(x, d, c, images, -Infinity);
      bench.kernels.combine(d, y, c, images, 2, -1, 0.5);
    }
    expectClose(
      bench.read(d, images), Array.from(dy, (value, n) => 2 * ((expected[n]! > 0 ? value : 0) + values[n]!) - expected[n]! + 0.5), 1e-4
    );
  });

  it("rounds to codes and keeps what was rounded; gradients stop where it was clipped", () => {
    const bench = new KernelBench();
    const shape = { height: 3, width: 8 };
    const [x, whole, d] = [bench.feature(shape, 3, 2), bench.feature(shape, 3, 2), bench.feature(shape, 3, 2)];
    const [values, gradient] = [bench.numbers(6 * 24), bench.numbers(6 * 24)];
    bench.write(x, values, 2);
    bench.write(d, gradient, 2);
    const [step, low, high] = [0.5, -2, 3];
    const [above, below] = [0, 1, 2].reduce(([a, b], channel) => {
      bench.kernels.quantise(x, whole, channel, 2, step, low, high);
      const sums = bench.kernels.passClipped(d, whole, channel, 2, low * step, high * step);
      return [a + sums[0], b + sums[1]];
    }, [0, 0] as [number, number]);
    expect(bench.read(whole, 2)).toEqual([...values]);
    expect(bench.read(x, 2).map((value) => value + 0))
      .toEqual([...values].map((value) => step * Math.max(low, Math.min(high, Math.round(value / step))) + 0));
    const [isHigh, isLow] = [(n: number): boolean => values[n]! >= high * step, (n: number): boolean => values[n]! <= low * step];
    expect(bench.read(d, 2)).toEqual([...gradient].map((value, n) => (isHigh(n) || isLow(n) ? 0 : value)));
    expect(above).toBeCloseTo(gradient.reduce((sum, value, n) => sum + (isHigh(n) ? value : 0), 0), 5);
    expect(below).toBeCloseTo(gradient.reduce((sum, value, n) => sum + (isLow(n) ? value : 0), 0), 5);
    expect([...gradient].some((_, n) => isHigh(n)) && [...gradient].some((_, n) => isLow(n))).toBe(true);
  });
});
