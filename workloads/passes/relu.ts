// Rectifier, in place. Behind batch norm or addition those kernels have done it already, and it is nothing.
import type { Layer, Pass } from "./layer.js";
import type { ReluNode } from "../nets/index.js";
import type { Site } from "./site.js";

export class Relu implements Layer {
  private readonly done: boolean;
  private readonly masks: boolean;

  constructor(private readonly node: ReluNode, site: Site) {
    this.done = site.plan.rectified.has(node.input);
    this.masks = site.plan.masks.has(node.id);
  }

  forward(pass: Pass): void {
    if (this.done) return;
    const x = pass.feature(this.node.id);
    for (let c = 0; c < x.channels; c += 1) pass.kernels.rectify(x, c, pass.images, 0);
  }

  backward(pass: Pass): void {
    if (!this.masks) return;
    const [y, dy] = [pass.feature(this.node.id), pass.gradient(this.node.id)];
    for (let c = 0; c < y.channels; c += 1) pass.kernels.mask(dy, y, c, pass.images, 0);
  }
}
