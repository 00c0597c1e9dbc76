// A network in float by plain nested loops: any kernel, stride, padding and map size. The witness of the tuned kernels, and the way
// to look at imported networks whose shapes those do not know. One image at a time; sums in double, tensors in float32.
import { IMAGE, inferShapes } from "../nets/index.js";
import type { AddNode, ConvNode, MaxPoolNode, NetworkNode, NodeKind, NetworkSpec, PoolNode, Subnet, TensorShape } from "../nets/index.js";
import { BATCH_NORM_EPSILON } from "../nn/batch-norm.js";
import { parameterLayout, statisticsLayout, tensorNames } from "../nn/parameters.js";

export interface PlainParameters {
  readonly network: NetworkSpec;
  readonly subnets: readonly Subnet[];
  /** Laid out by parameterLayout and statisticsLayout. */
  readonly parameters: Float32Array;
  readonly statistics: Float32Array;
}

type Maps = Map<string, Float32Array>;
type NodeOf<Kind extends NodeKind> = Extract<NetworkNode, { kind: Kind }>;

export class PlainNetwork {
  private readonly shapes: ReadonlyMap<string, TensorShape>;
  private readonly tensor: (name: string) => Float32Array;

  constructor(private readonly model: PlainParameters, private readonly subnet: Subnet) {
    const { network, subnets, parameters, statistics } = model;
    const [learned, measured] = [parameterLayout(network, subnets), statisticsLayout(network, subnets)];
    const names = new Set(learned.slots.map((slot) => slot.name));
    this.shapes = inferShapes(network, subnet);
    this.tensor = (name) => (names.has(name) ? learned.view(parameters, name) : measured.view(statistics, name));
  }

  /** Every tensor of one image; `pixels` are real inputs, channels x height x width. */
  run(pixels: Float32Array): ReadonlyMap<string, Float32Array> {
    const maps: Maps = new Map([[IMAGE, pixels]]);
    for (const node of this.model.network.nodes) maps.set(node.id, this.forward(node, maps));
    return maps;
  }

  /** The tensor whose range is recorded under this name: behind the rectifier where one follows a batch norm or an addition. */
  rangeTensor(id: string, maps: ReadonlyMap<string, Float32Array>): Float32Array {
    const kind = this.model.network.nodes.find((node) => node.id === id)?.kind;
    const relu = this.model.network.nodes.find((node) => node.kind === "relu" && node.input === id);
    return maps.get(relu !== undefined && (kind === "batch-norm" || kind === "add") ? relu.id : id)!;
  }

  private forward(node: NetworkNode, maps: Maps): Float32Array {
    const x = maps.get(node.input)!;
    switch (node.kind) {
      case "conv": return this.convolution(node, x);
      case "batch-norm": return this.batchNorm(node, x);
      case "relu": return x.map((value) => Math.max(0, value));
      case "add": return this.add(node, x, maps.get(node.shortcut)!);
      case "max-pool": return this.maxPool(node, x);
      case "global-average-pool": return this.pool(node, x);
      case "linear": return this.linear(node, x);
    }
  }

  private convolution(node: ConvNode, x: Float32Array): Float32Array {
    const [input, output] = [this.shape(node.input), this.shape(node.id)];
    const weights = this.tensor(tensorNames.weight(node.id));
    const stored = weights.length / this.model.network.channels[node.slot]! / node.kernel ** 2;
    const padded = withBorder(x, input, node.padding);
    const y = new Float32Array(output.channels * output.height * output.width);
    const sums = new Float64Array(output.height * output.width);
    for (let o = 0; o < output.channels; o += 1) {
      sums.fill(0);
      for (let c = 0; c < input.channels; c += 1) {
        for (let k = 0; k < node.kernel ** 2; k += 1) {
          const start = (c * padded.height + Math.floor(k / node.kernel)) * padded.width + (k % node.kernel);
          addTap(sums, padded.values, weights[(o * stored + c) * node.kernel ** 2 + k]!, start, padded.width * node.stride, node.stride, output);
        }
      }
      y.set(sums, o * sums.length);
    }
    return y;
  }

  private batchNorm(node: NodeOf<"batch-norm">, x: Float32Array): Float32Array {
    const [scale, shift, mean, variance] = [tensorNames.scale, tensorNames.shift, tensorNames.mean, tensorNames.variance].map((name) => this.tensor(name(node.id, this.subnet))) as [Float32Array, Float32Array, Float32Array, Float32Array];
    const area = areaOf(this.shape(node.id));
    return x.map((value, at) => {
      const c = Math.floor(at / area);
      return ((value - mean[c]!) * scale[c]!) / Math.sqrt(variance[c]! + BATCH_NORM_EPSILON) + shift[c]!;
    });
  }

  private add(node: AddNode, x: Float32Array, shortcut: Float32Array): Float32Array {
    const [shape, from] = [this.shape(node.id), this.shape(node.shortcut)];
    const y = x.slice();
    for (let c = 0; c < Math.min(shape.channels, from.channels); c += 1) {
      for (let row = 0; row < shape.height; row += 1) {
        const [at, source] = [(c * shape.height + row) * shape.width, (c * from.height + row * node.shortcutStride) * from.width];
        for (let column = 0; column < shape.width; column += 1) y[at + column]! += shortcut[source + column * node.shortcutStride]!;
      }
    }
    return y;
  }

  private maxPool(node: MaxPoolNode, x: Float32Array): Float32Array {
    const [from, to] = [this.shape(node.input), this.shape(node.id)];
    return Float32Array.from({ length: to.channels * to.height * to.width }, (_, at) => {
      const [row, column] = [Math.floor(at / to.width), at % to.width];
      const [c, top, left] = [Math.floor(row / to.height), (row % to.height) * node.stride - node.padding, column * node.stride - node.padding];
      let largest = -Infinity;
      for (let y = Math.max(0, top); y < Math.min(from.height, top + node.kernel); y += 1) {
        for (let xx = Math.max(0, left); xx < Math.min(from.width, left + node.kernel); xx += 1) largest = Math.max(largest, x[(c * from.height + y) * from.width + xx]!);
      }
      return largest;
    });
  }

  private pool(node: PoolNode, x: Float32Array): Float32Array {
    const area = areaOf(this.shape(node.input));
    return Float32Array.from({ length: x.length / area }, (_, c) => x.subarray(c * area, (c + 1) * area).reduce((sum, value) => sum + value, 0) / area);
  }

  private linear(node: NodeOf<"linear">, x: Float32Array): Float32Array {
    const [weights, bias] = [this.tensor(tensorNames.weight(node.id)), this.tensor(tensorNames.bias(node.id))];
    const stored = weights.length / node.outFeatures;
    return bias.map((value, o) => x.reduce((sum, feature, i) => sum + feature * weights[o * stored + i]!, value));
  }

  private shape(tensor: string): TensorShape {
    return this.shapes.get(tensor)!;
  }
}

const areaOf = (shape: TensorShape): number => shape.height * shape.width;

function withBorder(x: Float32Array, shape: TensorShape, padding: number): { readonly values: Float32Array; readonly height: number; readonly width: number } {
  const [height, width] = [shape.height + 2 * padding, shape.width + 2 * padding];
  const values = new Float32Array(shape.channels * height * width);
  for (let row = 0; row < shape.channels * shape.height; row += 1) {
    const [c, y] = [Math.floor(row / shape.height), row % shape.height];
    values.set(x.subarray(row * shape.width, (row + 1) * shape.width), (c * height + y + padding) * width + padding);
  }
  return { values, height, width };
}

function addTap(sums: Float64Array, values: Float32Array, weight: number, start: number, rowStep: number, step: number, out: TensorShape): void {
  let at = 0;
  for (let y = 0; y < out.height; y += 1) {
    const row = start + y * rowStep;
    for (let x = 0; x < out.width; x += 1, at += 1) sums[at]! += weight * values[row + x * step]!;
  }
}
