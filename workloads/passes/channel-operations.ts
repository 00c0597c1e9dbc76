// What batch norm does to one channel of a block, over maps by the compiled kernels and over vectors by plain loops.
import type { Pass } from "./layer.js";

/** Over the input x, the output y and its gradient dy of one node; dy becomes the input's gradient in place. */
export interface ChannelOperations {
  readonly channels: number;
  /** Values of a channel in the block. */
  readonly count: number;
  /** [sum of x, sum of x^2]. */
  sums(channel: number): readonly [number, number];
  /** y = max(floor, scale x + shift). */
  scaleShift(channel: number, scale: number, shift: number, floor: number): void;
  /** dy = 0 where y is not above the threshold; returns [sum of dy, sum of dy x]. */
  maskSums(channel: number, threshold: number): readonly [number, number];
  /** The same without the sums. */
  mask(channel: number, threshold: number): void;
  /** dy = a dy + b x + c. */
  combine(channel: number, a: number, b: number, c: number): void;
  /** dy = a dy. */
  scale(channel: number, a: number): void;
}

/** Of a node whose input and output are maps. */
export function mapOperations(pass: Pass, input: string, output: string): ChannelOperations {
  const { kernels, images } = pass;
  const [x, y] = [pass.feature(input), pass.feature(output)];
  const dy = (): typeof y => pass.gradient(output);
  return {
    channels: x.channels,
    count: images * x.shape.height * x.shape.width,
    sums: (c) => kernels.sums(x, c, images),
    scaleShift: (c, scale, shift, floor) => { kernels.scaleShift(x, y, c, images, scale, shift, floor); },
    maskSums: (c, threshold) => kernels.maskSums(dy(), y, x, c, images, threshold),
    mask: (c, threshold) => { if (threshold > -Infinity) kernels.mask(dy(), y, c, images, threshold); },
    combine: (c, a, b, constant) => { kernels.combine(dy(), x, c, images, a, b, constant); },
    scale: (c, a) => { kernels.scaleShift(dy(), dy(), c, images, a, 0, -Infinity); },
  };
}

/** Of a node whose input and output are vectors: rectifiers behind it work on their own, so nothing is masked. */
export function vectorOperations(pass: Pass, input: string, output: string): ChannelOperations {
  const { images } = pass;
  const [x, y] = [pass.vector(input), pass.vector(output)];
  const channels = x.length / images;
  const dy = (): Float32Array => pass.vectorGradient(output);
  const forEach = (c: number, visit: (at: number) => void): void => { for (let at = c; at < x.length; at += channels) visit(at); };
  const pairSums = (c: number, a: Float32Array, b: Float32Array): readonly [number, number] => {
    let [sum, product] = [0, 0];
    forEach(c, (at) => { sum += a[at]!; product += a[at]! * b[at]!; });
    return [sum, product];
  };
  return {
    channels,
    count: images,
    sums: (c) => pairSums(c, x, x),
    scaleShift: (c, scale, shift) => { forEach(c, (at) => { y[at] = scale * x[at]! + shift; }); },
    maskSums: (c) => pairSums(c, dy(), x),
    mask: () => undefined,
    combine: (c, a, b, constant) => { const d = dy(); forEach(c, (at) => { d[at] = a * d[at]! + b * x[at]! + constant; }); },
    scale: (c, a) => { const d = dy(); forEach(c, (at) => { d[at]! *= a; }); },
  };
}
