// Convolution in groups by plain loops over the pixels: an output channel sees the inputs of its group only. Right, and not fast: enough
// for depthwise layers, whose sums are short.
import type { ConvNode } from "../layers/index.js";
import { parameter } from "./layer.js";
import type { Layer, Pass } from "./layer.js";
import type { Site } from "./site.js";
import { actionOf, type GradientAction } from "./storage-plan.js";
import { tensorNames } from "./tensor-names.js";
import type { Values } from "./values.js";

/** One tap on one row: pixel `from + k stride` of an input row under pixel `to + k` of an output row, `count` times. */
interface Run {
  readonly weight: number;
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

/** A convolution whose filters see the channels of their group only. */
export class GroupedConvolution implements Layer {
  private readonly action: GradientAction;
  private readonly learns: boolean;
  /** At full width. */
  private readonly outputs: number;
  private readonly inputsPerGroup: number;

  constructor(private readonly node: ConvNode, { plan }: Site) {
    this.action = actionOf(plan, node.id, node.input);
    this.learns = !plan.frozen.has(tensorNames.weight(node.id));
    this.outputs = plan.shapes.get(node.id)!.channels;
    this.inputsPerGroup = plan.shapes.get(node.input)!.channels / (node.groups ?? 1);
  }

  forward(pass: Pass): void {
    const [x, y] = [pass.values(this.node.input), pass.values(this.node.id)];
    const weights = parameter(pass.parameters, tensorNames.weight(this.node.id));
    for (let n = 0; n < pass.images; n += 1) {
      for (let o = 0; o < y.channels; o += 1) {
        for (let row = 0; row < y.rows; row += 1) y.data.fill(0, y.at(n, o, row), y.at(n, o, row) + y.columns);
        this.forEachRun(x, y, n, o, ({ weight, from, to, count }) => {
          for (let k = 0; k < count; k += 1) y.data[to + k]! += weights[weight]! * x.data[from + k * this.node.stride]!;
        });
      }
    }
  }

  backward(pass: Pass): void {
    const [x, dy] = [pass.values(this.node.input), pass.valueGradients(this.node.id)];
    const weights = parameter(pass.parameters, tensorNames.weight(this.node.id));
    const dWeights = this.learns ? parameter(pass.gradients, tensorNames.weight(this.node.id)) : null;
    const dx = this.action === "none" ? null : pass.valueGradients(this.node.input);
    if (dx !== null && this.action === "write") this.clear(dx, pass.images);
    const { stride } = this.node;
    for (let n = 0; n < pass.images; n += 1) {
      for (let o = 0; o < dy.channels; o += 1) {
        if (dWeights !== null) this.forEachRun(x, dy, n, o, ({ weight, from, to, count }) => {
          let sum = 0;
          for (let k = 0; k < count; k += 1) sum += dy.data[to + k]! * x.data[from + k * stride]!;
          dWeights[weight]! += sum;
        });
        if (dx !== null) this.forEachRun(dx, dy, n, o, ({ weight, from, to, count }) => {
          for (let k = 0; k < count; k += 1) dx.data[from + k * stride]! += weights[weight]! * dy.data[to + k]!;
        });
      }
    }
  }

  private clear(d: Values, images: number): void {
    for (let n = 0; n < images; n += 1) {
      for (let c = 0; c < d.channels; c += 1) for (let row = 0; row < d.rows; row += 1) d.data.fill(
        0, d.at(n, c, row), d.at(n, c, row) + d.columns
      );
    }
  }

  /** The runs of one output channel of one image; rows and columns of the padding are in none. */
  private forEachRun(x: Values, y: Values, image: number, o: number, visit: (run: Run) => void): void {
    const { kernel, stride, padding, groups = 1 } = this.node;
    const { inputsPerGroup: perGroup } = this;
    const first = Math.floor((o * groups) / this.outputs) * perGroup;
    for (let i = 0; i < Math.min(perGroup, x.channels - first); i += 1) {
      for (let tap = 0; tap < kernel ** 2; tap += 1) {
        const [down, right] = [Math.floor(tap / kernel) - padding, (tap % kernel) - padding];
        const left = Math.max(0, Math.ceil(-right / stride));
        const count = Math.min(y.columns, Math.floor((x.columns - 1 - right) / stride) + 1) - left;
        for (let row = 0; row < y.rows && count > 0; row += 1) {
          const source = row * stride + down;
          if (source < 0 || source >= x.rows) continue;
          const weight = (o * perGroup + i) * kernel ** 2 + tap;
          visit({ weight, from: x.at(image, first + i, source) + left * stride + right, to: y.at(image, o, row) + left, count });
        }
      }
    }
  }
}
