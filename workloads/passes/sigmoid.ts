// Logistic function, in place; the way back needs its result only.
import type { SigmoidNode } from "../layers/index.js";
import type { Layer, Pass } from "./layer.js";
import { forEachRow } from "./values.js";

/** 1 / (1 + exp(-x)). */
export class Sigmoid implements Layer {
  constructor(private readonly node: SigmoidNode) {}

  forward(pass: Pass): void {
    const x = pass.values(this.node.id);
    forEachRow(x, pass.images, x.channels, (image, channel, row) => {
      const from = x.at(image, channel, row);
      for (let at = from; at < from + x.columns; at += 1) x.data[at] = 1 / (1 + Math.exp(-x.data[at]!));
    });
  }

  backward(pass: Pass): void {
    const [y, d] = [pass.values(this.node.id), pass.valueGradients(this.node.id)];
    forEachRow(y, pass.images, y.channels, (image, channel, row) => {
      const [from, own] = [y.at(image, channel, row), d.at(image, channel, row)];
      for (let k = 0; k < y.columns; k += 1) d.data[own + k]! *= y.data[from + k]! * (1 - y.data[from + k]!);
    });
  }
}
