// The smallest network with everything that the tests of reading change: a convolution, a rectifier, the mean, a linear layer.
import { randomStream } from "../../../../sim/random.js";
import type { Checkpoint } from "../../../../workloads/checkpoint/index.js";
import type { ImageSet } from "../../../../workloads/data/index.js";
import { importModel, type ImportRequest } from "../../../../workloads/onnx/index.js";
import { ModelMaker } from "../../../fixtures/onnx-model.js";

const SIZE = 8;
const random = randomStream("tiny-model");
const drawn = (count: number): number[] => Array.from({ length: count }, () => Math.fround(random.normal() * 0.5));

export const TINY = { conv: drawn(4 * 3 * 9), bias: drawn(4), linear: drawn(2 * 4), linearBias: drawn(2) } as const;

/** Images of 8x8 that differ. */
export function tinyImages(count: number, seed = "tiny-images"): ImageSet {
  const noise = randomStream(seed);
  const images = Uint8Array.from({ length: count * 3 * SIZE * SIZE }, () => Math.floor(256 * noise.next()));
  return { images, labels: new Uint8Array(count), count, channels: 3, height: SIZE, width: SIZE };
}

/** What a test puts in place of a part; each gets the value before it and gives the one behind. */
export interface TinyParts {
  readonly weight?: (maker: ModelMaker) => string;
  readonly front?: (maker: ModelMaker, input: string) => string;
  readonly middle?: (maker: ModelMaker, conv: string) => string;
  readonly pooled?: (maker: ModelMaker, mean: string) => string;
  readonly end?: (maker: ModelMaker, scores: string) => string;
}

/** Names: input x, nodes conv, relu, mean, flat, scores. @returns maker and the name of the output */
export function tinyMaker(parts: TinyParts = {}): { readonly maker: ModelMaker; readonly output: string } {
  const maker = new ModelMaker();
  const input = parts.front?.(maker, "x") ?? "x";
  const weight = parts.weight?.(maker) ?? maker.constant("w", TINY.conv, [4, 3, 3, 3]);
  const conv = maker.node("Conv", [input, weight, maker.constant("b", TINY.bias)], "conv", { pads: [1, 1, 1, 1] });
  const relu = maker.node("Relu", [parts.middle?.(maker, conv) ?? conv], "relu");
  const mean = maker.node("GlobalAveragePool", [relu], "mean");
  const flat = parts.pooled?.(maker, mean) ?? maker.node("Flatten", [mean], "flat");
  const gemm = [flat, maker.constant("v", TINY.linear, [2, 4]), maker.constant("c", TINY.linearBias)];
  const scores = maker.node("Gemm", gemm, "scores", { transB: 1 });
  return { maker, output: parts.end?.(maker, scores) ?? scores };
}

export function tinyModel(parts: TinyParts = {}): Uint8Array {
  const { maker, output } = tinyMaker(parts);
  return maker.bytes("x", ["batch", 3, SIZE, SIZE], [output]);
}

/** Pixels are taken as value / 255. */
export const TINY_PIXELS = { mean: [0, 0, 0], deviation: [1, 1, 1] } as const;

export const importTiny = (model: Uint8Array, changes: Partial<ImportRequest> = {}): Promise<Checkpoint> => importModel(model, {
  file: "tiny.onnx", name: "tiny", pixels: TINY_PIXELS, widths: [1], calibration: tinyImages(8), classNames: ["a", "b"],
  card: { dataset: "drawn", seed: 1, command: "" }, ...changes,
});

/** Weights and batch norm of an import, to compare two of them. */
export const numbersOf = ({ parameters, statistics }: Checkpoint): number[] => [...parameters, ...statistics];
