// Naive references of the tuned kernels, on plain dense arrays: the oracle of the tests, written for the eye and nothing else.
// Feature maps are [channels][height][width] of one image; weights are [out][in][k][k].

export interface NaiveConv {
  readonly inChannels: number;
  readonly outChannels: number;
  readonly height: number;
  readonly width: number;
  readonly kernel: number;
  readonly stride: number;
  readonly padding: number;
}

export const naiveOutputSize = (length: number, { kernel, stride, padding }: Pick<NaiveConv, "kernel" | "stride" | "padding">): number =>
  Math.floor((length + 2 * padding - kernel) / stride) + 1;

/** Calls `visit` with the indices of x, weight and y of every product of the convolution that does not fall on padding. */
function forEachProduct(s: NaiveConv, visit: (x: number, weight: number, y: number) => void): void {
  const [outHeight, outWidth] = [naiveOutputSize(s.height, s), naiveOutputSize(s.width, s)];
  for (let o = 0; o < s.outChannels; o += 1) {
    for (let row = 0; row < outHeight; row += 1) {
      for (let column = 0; column < outWidth; column += 1) {
        forEachTap(s, row, column, (i, y, x, tap) => {
          visit((i * s.height + y) * s.width + x, (o * s.inChannels + i) * s.kernel ** 2 + tap, (o * outHeight + row) * outWidth + column);
        });
      }
    }
  }
}

function forEachTap(s: NaiveConv, row: number, column: number, visit: (channel: number, y: number, x: number, tap: number) => void): void {
  for (let i = 0; i < s.inChannels; i += 1) {
    for (let tap = 0; tap < s.kernel ** 2; tap += 1) {
      const y = row * s.stride + Math.floor(tap / s.kernel) - s.padding;
      const x = column * s.stride + (tap % s.kernel) - s.padding;
      if (y >= 0 && y < s.height && x >= 0 && x < s.width) visit(i, y, x, tap);
    }
  }
}

export function naiveConv(s: NaiveConv, x: ArrayLike<number>, weights: ArrayLike<number>): Float64Array {
  const y = new Float64Array(s.outChannels * naiveOutputSize(s.height, s) * naiveOutputSize(s.width, s));
  forEachProduct(s, (xAt, weightAt, yAt) => { y[yAt]! += x[xAt]! * weights[weightAt]!; });
  return y;
}

/** Gradient by the input. */
export function naiveConvBackwardData(s: NaiveConv, dy: ArrayLike<number>, weights: ArrayLike<number>): Float64Array {
  const dx = new Float64Array(s.inChannels * s.height * s.width);
  forEachProduct(s, (xAt, weightAt, yAt) => { dx[xAt]! += dy[yAt]! * weights[weightAt]!; });
  return dx;
}

/** Gradient by the weights. */
export function naiveConvBackwardWeights(s: NaiveConv, x: ArrayLike<number>, dy: ArrayLike<number>): Float64Array {
  const dw = new Float64Array(s.outChannels * s.inChannels * s.kernel ** 2);
  forEachProduct(s, (xAt, weightAt, yAt) => { dw[weightAt]! += x[xAt]! * dy[yAt]!; });
  return dw;
}

/** C = A B, row-major, [m][k] by [k][n]. */
export function naiveMatrix(a: ArrayLike<number>, b: ArrayLike<number>, m: number, k: number, n: number): Float64Array {
  const c = new Float64Array(m * n);
  for (let row = 0; row < m; row += 1) {
    for (let column = 0; column < n; column += 1) {
      for (let i = 0; i < k; i += 1) c[row * n + column]! += a[row * k + i]! * b[i * n + column]!;
    }
  }
  return c;
}

/** Batch norm over [images][channels][pixels] with per-channel batch statistics (biased variance). */
export function naiveBatchNorm(x: ArrayLike<number>, images: number, channels: number, pixels: number, scale: ArrayLike<number>, shift: ArrayLike<number>, epsilon: number): Float64Array {
  const y = new Float64Array(images * channels * pixels);
  for (let c = 0; c < channels; c += 1) {
    const indices = Array.from({ length: images * pixels }, (_, n) => (Math.floor(n / pixels) * channels + c) * pixels + (n % pixels));
    const mean = indices.reduce((sum, at) => sum + x[at]!, 0) / indices.length;
    const variance = indices.reduce((sum, at) => sum + (x[at]! - mean) ** 2, 0) / indices.length;
    for (const at of indices) y[at] = (scale[c]! * (x[at]! - mean)) / Math.sqrt(variance + epsilon) + shift[c]!;
  }
  return y;
}
