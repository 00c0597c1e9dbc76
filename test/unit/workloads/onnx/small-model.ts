// Small ONNX models of the shapes that exporters write, with random weights, and their logits in onnxruntime-web.
import { randomStream, type RandomStream } from "../../../../sim/random.js";
import type { ImageSet } from "../../../../workloads/data/index.js";
import { logitsInOtherEngine } from "../../../fixtures/other-engine.js";
import { GraphWriter } from "../../../../workloads/onnx/graph-writer.js";
import type { PixelStatistics } from "../../../../workloads/onnx/index.js";

export interface ModelOptions {
  /** How the shortcut of the strided block goes. */
  readonly shortcut: "option-a" | "option-a-two-slices" | "convolution";
  /** Batch norm as its own node, or folded into the convolution's bias. */
  readonly norm: "separate" | "folded";
  readonly pool: "average" | "global" | "mean";
  /** Last operator before the classifier. */
  readonly flatten?: "Flatten" | "Reshape";
  /** An operator put in that no importer knows. */
  readonly foreign?: boolean;
  readonly classes?: number;
  /** Height and width of the images, 32 by default. */
  readonly size?: number;
}

class ModelBuilder {
  readonly writer = new GraphWriter();
  constructor(readonly random: RandomStream, readonly options: ModelOptions) {}

  floats(name: string, dims: readonly number[], scale: number, offset = 0): string {
    return this.writer.floats(
      name, Array.from({ length: dims.reduce((a, b) => a * b, 1) }, () => offset + scale * this.random.normal()), dims
    );
  }

  /** Conv, with its batch norm if that is separate. */
  conv(name: string, input: string, inputs: number, outputs: number, stride: number, kernel = 3): string {
    const { writer } = this;
    const pad = (kernel - 1) / 2;
    const weights = this.floats(`${name}.weight`, [outputs, inputs, kernel, kernel], Math.sqrt(2 / (inputs * kernel ** 2)));
    const attributes = {
      kernel_shape: [kernel, kernel], strides: [stride, stride], pads: [pad, pad, pad, pad], dilations: [1, 1], group: 1,
    };
    if (this.options.norm === "folded") {
      return writer.node("Conv", [input, weights, this.floats(`${name}.bias`, [outputs], 0.3)], name, attributes);
    }
    const conv = writer.node("Conv", [input, weights], `${name}.conv`, attributes);
    const variance = writer.floats(`${name}.variance`, Array.from({ length: outputs }, () => 0.5 + this.random.next()), [outputs]);
    return writer.node("BatchNormalization", [conv, this.floats(`${name}.scale`, [outputs], 0.5, 1), this.floats(
      `${name}.shift`, [outputs], 0.2
    ), this.floats(`${name}.mean`, [outputs], 0.2), variance], name);
  }

  relu(input: string): string {
    return this.writer.node("Relu", [input], `${input}.relu`);
  }

  shortcut(input: string, inputs: number, outputs: number): string {
    const { writer, options } = this;
    if (options.shortcut === "convolution") return this.conv("side", input, inputs, outputs, 2, 1);
    const slice = (value: string, axes: readonly number[], name: string): string => {
      const list = (what: string, of: number): string => writer.integers(`${name}.${what}`, axes.map(() => of));
      return writer.node(
        "Slice", [value, list("starts", 0), list("ends", 2 ** 31 - 1), writer.integers(`${name}.axes`, axes), list("steps", 2)], name
      );
    };
    const small = options.shortcut === "option-a" ? slice(input, [2, 3], "slice") : slice(slice(input, [2], "slice.h"), [3], "slice.w");
    const front = (outputs - inputs) / 2;
    return writer.node("Pad", [
      small, writer.integers("pads", [0, front, 0, 0, 0, outputs - inputs - front, 0, 0]), writer.floats("pad.value", [0], []),
    ], "padded");
  }

  block(name: string, input: string, inputs: number, outputs: number, stride: number): string {
    const first = this.relu(this.conv(`${name}.1`, input, inputs, outputs, stride));
    const second = this.conv(`${name}.2`, first, outputs, outputs, 1);
    const side = stride === 1 ? input : this.shortcut(input, inputs, outputs);
    return this.relu(this.writer.node("Add", [second, side], `${name}.add`));
  }
}

/** Stem, plain block, strided block, another plain block, classifier. */
export function smallModel(options: ModelOptions): Uint8Array {
  const build = new ModelBuilder(randomStream("small-model"), options);
  const { writer } = build;
  const size = options.size ?? 32;
  let value = build.relu(build.conv("stem", "input", 3, 4, 1));
  value = build.block("b1", value, 4, 4, 1);
  value = build.block("b2", value, 4, 8, 2);
  value = build.block("b3", value, 8, 8, 1);
  if (options.foreign === true) value = writer.node("HardSwish", [value], "strange");
  if (options.pool === "average") value = writer.node(
    "AveragePool", [value], "pool", { kernel_shape: [size / 2, size / 2], strides: [size / 2, size / 2] }
  );
  else value = options.pool === "global" ? writer.node("GlobalAveragePool", [value], "pool") : writer.node(
    "ReduceMean", [value], "pool", { axes: [2, 3], keepdims: 1 }
  );
  value = options.flatten === "Reshape" ? writer.node("Reshape", [value, writer.integers("shape", [-1, 8])], "flat") : writer.node(
    "Flatten", [value], "flat", { axis: 1 }
  );
  const classes = options.classes ?? 10;
  writer.node(
    "Gemm", [value, build.floats("fc.weight", [classes, 8], 0.5), build.floats("fc.bias", [classes], 0.2)], "logits", { transB: 1 }
  );
  return writer.finish("small", { name: "input", shape: [3, size, size] }, { name: "logits", shape: [classes] });
}

/** What the model itself says of the images, as its training normalised them. */
export async function ownLogits(
  model: Uint8Array, images: ImageSet, { mean, deviation }: PixelStatistics, input = "input",
): Promise<number[][]> {
  const area = images.height * images.width;
  const values = Float32Array.from(images.images, (pixel, at) => {
    const c = Math.floor(at / area) % 3;
    return (pixel / 255 - mean[c]!) / deviation[c]!;
  });
  return logitsInOtherEngine(model, images, { optimiser: "all", input, values });
}

/** The upper left corners of the images. */
export function corners(set: ImageSet, size: number): ImageSet {
  const images = new Uint8Array(set.count * set.channels * size * size);
  for (let row = 0; row < set.count * set.channels * size; row += 1) {
    const [plane, y] = [Math.floor(row / size), row % size];
    images.set(set.images.subarray((plane * set.height + y) * set.width, (plane * set.height + y) * set.width + size), row * size);
  }
  return { ...set, images, height: size, width: size };
}
