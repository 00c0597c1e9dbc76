// Linear layer with bias over vectors: y = W x + b, with the first columns of W for a narrow subnet.
import type { LinearNode } from "../nets/index.js";
import { parameter } from "./layer.js";
import type { Layer, Pass } from "./layer.js";
import { tensorNames } from "./tensor-names.js";

export class Linear implements Layer {
  constructor(private readonly node: LinearNode) {}

  forward(pass: Pass): void {
    const { x, y, weights, columns, features } = this.operands(pass);
    const bias = parameter(pass.parameters, tensorNames.bias(this.node.id));
    const outputs = this.node.outFeatures;
    for (let n = 0; n < pass.images; n += 1) {
      for (let o = 0; o < outputs; o += 1) {
        let sum = bias[o]!;
        for (let i = 0; i < features; i += 1) sum += weights[o * columns + i]! * x[n * features + i]!;
        y[n * outputs + o] = sum;
      }
    }
  }

  backward(pass: Pass): void {
    const { x, weights, columns, features } = this.operands(pass);
    const [dy, dx] = [pass.vectorGradient(this.node.id), pass.vectorGradient(this.node.input)];
    const dWeights = parameter(pass.gradients, tensorNames.weight(this.node.id));
    const dBias = parameter(pass.gradients, tensorNames.bias(this.node.id));
    const outputs = this.node.outFeatures;
    dx.fill(0);
    for (let n = 0; n < pass.images; n += 1) {
      for (let o = 0; o < outputs; o += 1) {
        const gradient = dy[n * outputs + o]!;
        dBias[o]! += gradient;
        for (let i = 0; i < features; i += 1) {
          dWeights[o * columns + i]! += gradient * x[n * features + i]!;
          dx[n * features + i]! += gradient * weights[o * columns + i]!;
        }
      }
    }
  }

  private operands(pass: Pass): { x: Float32Array; y: Float32Array; weights: Float32Array; columns: number; features: number } {
    const [x, y] = [pass.vector(this.node.input), pass.vector(this.node.id)];
    const weights = parameter(pass.parameters, tensorNames.weight(this.node.id));
    return { x, y, weights, columns: weights.length / this.node.outFeatures, features: x.length / pass.images };
  }
}
