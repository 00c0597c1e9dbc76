// Rectifier, in place. Of maps behind batch norm or addition those kernels have done it already, and it is nothing.
import type { ReluNode } from "../layers/index.js";
import type { Layer, Pass } from "./layer.js";
import type { Site } from "./site.js";

export class Relu implements Layer {
  private readonly done: boolean;
  private readonly masks: boolean;
  private readonly isVector: boolean;

  constructor(private readonly node: ReluNode, { plan }: Site) {
    this.done = plan.rectified.has(node.input);
    this.masks = plan.masks.has(node.id);
    this.isVector = plan.shapes.get(node.id)!.vector === true;
  }

  forward(pass: Pass): void {
    if (this.done) return;
    if (this.isVector) {
      const x = pass.vector(this.node.id);
      for (let n = 0; n < x.length; n += 1) x[n] = Math.max(0, x[n]!);
      return;
    }
    const x = pass.feature(this.node.id);
    for (let c = 0; c < x.channels; c += 1) pass.kernels.rectify(x, c, pass.images, 0);
  }

  backward(pass: Pass): void {
    if (!this.masks) return;
    if (this.isVector) {
      const [y, dy] = [pass.vector(this.node.id), pass.vectorGradient(this.node.id)];
      for (let n = 0; n < dy.length; n += 1) if (!(y[n]! > 0)) dy[n] = 0;
      return;
    }
    const [y, dy] = [pass.feature(this.node.id), pass.gradient(this.node.id)];
    for (let c = 0; c < y.channels; c += 1) pass.kernels.mask(dy, y, c, pass.images, 0);
  }
}
