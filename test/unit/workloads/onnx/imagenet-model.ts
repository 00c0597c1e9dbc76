// An ImageNet-style ResNet-18 as exporters write it: 7x7 stem, max pool, batch norm as nodes of its own, 1x1 projections behind the branch
// that they join, and any of the classifiers that are met. Random weights, few channels, small images.
import { randomStream } from "../../../../sim/random.js";
import { GraphWriter } from "../../../../workloads/onnx/graph-writer.js";

export interface ImagenetOptions {
  /** Channels of stem and first stage. */
  readonly channels: number;
  /** Height and width of the images. */
  readonly size: number;
  readonly pool: "GlobalAveragePool" | "AveragePool";
  readonly flatten: "Flatten" | "Reshape";
  readonly classifier: "transposed" | "plain" | "MatMul" | "MatMul and Add";
  /** Put between pooling and classifier, where they do nothing. */
  readonly extras?: readonly string[];
}

const CLASSES = 10;

/** Value of the graph, its channels. */
type Tensor = readonly [string, number];

class ImagenetWriter {
  readonly writer = new GraphWriter();
  readonly random = randomStream("imagenet-model");

  floats(name: string, dims: readonly number[], scale: number, offset = 0): string {
    return this.writer.floats(
      name, Array.from({ length: dims.reduce((a, b) => a * b, 1) }, () => offset + scale * this.random.normal()), dims
    );
  }

  conv(name: string, [input, inputs]: Tensor, outputs: number, kernel: number, stride: number): string {
    const pad = (kernel - 1) / 2;
    const weights = this.floats(`${name}.weight`, [outputs, inputs, kernel, kernel], Math.sqrt(2 / (inputs * kernel ** 2)));
    const conv = this.writer.node("Conv", [input, weights], `${name}.conv`, {
      kernel_shape: [kernel, kernel], strides: [stride, stride], pads: [pad, pad, pad, pad], dilations: [1, 1], group: 1,
    });
    const variance = this.writer.floats(`${name}.variance`, Array.from({ length: outputs }, () => 0.5 + this.random.next()), [outputs]);
    return this.writer.node("BatchNormalization", [conv, this.floats(`${name}.scale`, [outputs], 0.4, 1), this.floats(
      `${name}.shift`, [outputs], 0.2
    ), this.floats(`${name}.mean`, [outputs], 0.2), variance], name);
  }

  block(name: string, input: Tensor, outputs: number, stride: number): Tensor {
    const first = this.writer.node("Relu", [this.conv(`${name}.1`, input, outputs, 3, stride)], `${name}.r1`);
    const second = this.conv(`${name}.2`, [first, outputs], outputs, 3, 1);
    const side = stride === 1 && input[1] === outputs ? input[0] : this.conv(`${name}.down`, input, outputs, 1, stride);
    return [this.writer.node("Relu", [this.writer.node("Add", [second, side], `${name}.sum`)], `${name}.out`), outputs];
  }

  classifier(flat: string, inputs: number, kind: ImagenetOptions["classifier"]): void {
    const dims = kind === "transposed" ? [CLASSES, inputs] : [inputs, CLASSES];
    const weights = this.floats("fc.weight", dims, 0.5);
    if (kind === "MatMul") this.writer.node("MatMul", [flat, weights], "logits");
    else if (kind === "MatMul and Add") this.writer.node(
      "Add", [this.writer.node("MatMul", [flat, weights], "product"), this.floats("fc.bias", [CLASSES], 0.3)], "logits"
    );
    else this.writer.node(
      "Gemm", [flat, weights, this.floats("fc.bias", [CLASSES], 0.3)], "logits", { transB: kind === "transposed" ? 1 : 0 }
    );
  }
}

export function imagenetModel({ channels, size, pool, flatten, classifier, extras = [] }: ImagenetOptions): Uint8Array {
  const build = new ImagenetWriter();
  const { writer } = build;
  const stem = writer.node("Relu", [build.conv("stem", ["input", 3], channels, 7, 2)], "stem.relu");
  let tensor: Tensor = [writer.node(
    "MaxPool", [stem], "stem.pool", { kernel_shape: [3, 3], strides: [2, 2], pads: [1, 1, 1, 1], dilations: [1, 1], ceil_mode: 0 }
  ), channels];
  for (let stage = 0; stage < 4; stage += 1) {
    for (const block of [1, 2]) {
      tensor = build.block(`s${stage + 1}.b${block}`, tensor, channels * 2 ** stage, stage > 0 && block === 1 ? 2 : 1);
    }
  }
  const side = size / 32;
  let value = writer.node(pool, [tensor[0]], "mean", pool === "AveragePool" ? { kernel_shape: [side, side], strides: [1, 1] } : {});
  for (const op of extras) value = writer.node(op, [value], `${op}.done`);
  value = flatten === "Flatten" ? writer.node("Flatten", [value], "flat", { axis: 1 }) : writer.node(
    "Reshape", [value, writer.integers("flat.shape", [-1, tensor[1]])], "flat"
  );
  build.classifier(value, tensor[1], classifier);
  return writer.finish("imagenet", { name: "input", shape: [3, size, size] }, { name: "logits", shape: [CLASSES] });
}
