// Linear layer with bias over vectors, y = W x + b, with the first rows and columns of W for a narrow subnet. Also a 1x1 convolution of a
// vector, which may have no bias; and of a 1x1 map, whose values are one a channel too.
import type { NodeBase } from "../layers/index.js";
import { parameter } from "./layer.js";
import type { Layer, ParameterVector, Pass } from "./layer.js";
import type { Site } from "./site.js";
import { actionOf, type GradientAction } from "./storage-plan.js";
import { tensorNames } from "./tensor-names.js";
import type { Values } from "./values.js";

/** A fully connected layer over vectors, with or without a bias; backward for weights, bias and input. */
export class Linear implements Layer {
  private readonly inputAction: GradientAction;
  private readonly learnsWeights: boolean;
  private readonly learnsBias: boolean;
  private readonly groups: number;

  /** @param isBiased does the node have a bias?  @param groups of features that see only their own */
  constructor(private readonly node: NodeBase, { plan }: Site, private readonly isBiased = true, groups = 1) {
    this.inputAction = actionOf(plan, node.id, node.input);
    this.learnsWeights = !plan.frozen.has(tensorNames.weight(node.id));
    this.learnsBias = isBiased && !plan.frozen.has(tensorNames.bias(node.id));
    this.groups = groups;
  }

  forward(pass: Pass): void {
    const { x, y, weights, columns } = this.operands(pass);
    const bias = this.bias(pass.parameters);
    for (let n = 0; n < pass.images; n += 1) {
      for (let o = 0; o < y.channels; o += 1) {
        const [from, count] = this.seen(o, weights.length / columns, columns, x.channels);
        let sum = bias?.[o] ?? 0;
        for (let i = 0; i < count; i += 1) sum += weights[o * columns + i]! * x.data[x.at(n, from + i, 0)]!;
        y.data[y.at(n, o, 0)] = sum;
      }
    }
  }

  backward(pass: Pass): void {
    const dy = pass.valueGradients(this.node.id);
    if (this.learnsBias) {
      const dBias = this.bias(pass.gradients)!;
      for (let n = 0; n < pass.images; n += 1) for (let o = 0; o < dy.channels; o += 1) dBias[o]! += dy.data[dy.at(n, o, 0)]!;
    }
    if (this.learnsWeights) this.addWeightGradients(pass, dy);
    if (this.inputAction !== "none") this.passOn(pass, dy);
  }

  private addWeightGradients(pass: Pass, dy: Values): void {
    const { x, columns } = this.operands(pass);
    const dWeights = parameter(pass.gradients, tensorNames.weight(this.node.id));
    for (let n = 0; n < pass.images; n += 1) {
      for (let o = 0; o < dy.channels; o += 1) {
        const [from, count] = this.seen(o, dWeights.length / columns, columns, x.channels);
        const gradient = dy.data[dy.at(n, o, 0)]!;
        for (let i = 0; i < count; i += 1) dWeights[o * columns + i]! += gradient * x.data[x.at(n, from + i, 0)]!;
      }
    }
  }

  private passOn(pass: Pass, dy: Values): void {
    const { weights, columns } = this.operands(pass);
    const dx = pass.valueGradients(this.node.input);
    for (let n = 0; n < pass.images; n += 1) {
      if (this.inputAction === "write") for (let i = 0; i < dx.channels; i += 1) dx.data[dx.at(n, i, 0)] = 0;
      for (let o = 0; o < dy.channels; o += 1) {
        const [from, count] = this.seen(o, weights.length / columns, columns, dx.channels);
        const gradient = dy.data[dy.at(n, o, 0)]!;
        for (let i = 0; i < count; i += 1) dx.data[dx.at(n, from + i, 0)]! += gradient * weights[o * columns + i]!;
      }
    }
  }

  /** Inputs that an output sees: from, and how many. */
  private seen(o: number, outputs: number, columns: number, active: number): [number, number] {
    const from = Math.floor((o * this.groups) / outputs) * columns;
    return [from, Math.min(columns, active - from)];
  }

  private bias(vector: ParameterVector): Float32Array | null {
    return this.isBiased ? parameter(vector, tensorNames.bias(this.node.id)) : null;
  }

  private operands(pass: Pass): { x: Values; y: Values; weights: Float32Array; columns: number } {
    const name = tensorNames.weight(this.node.id);
    return {
      x: pass.values(this.node.input), y: pass.values(this.node.id),
      weights: parameter(pass.parameters, name), columns: pass.parameters.layout.slot(name).shape[1]!,
    };
  }
}
