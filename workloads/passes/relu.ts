// Rectifier, in place. Of maps behind batch norm or addition those kernels have done it already, and what is left is an upper bound, if
// any: min(x, b) = -max(-x, -b). A gradient passes below the bound only.
import type { ReluNode } from "../layers/index.js";
import type { Layer, Pass } from "./layer.js";
import type { Site } from "./site.js";

/** max(0, x), or clipped above as well; the gradient stops where it clips. */
export class Relu implements Layer {
  private readonly done: boolean;
  private readonly masks: boolean;
  private readonly isVector: boolean;
  /** Does the rounding of its tensor mask the gradient, the bound's part too? */
  private readonly isRounded: boolean;

  constructor(private readonly node: ReluNode, { plan }: Site) {
    this.done = plan.rectified.has(node.input);
    this.masks = plan.masks.has(node.id);
    this.isRounded = !this.masks && !plan.masks.has(node.input);
    this.isVector = plan.shapes.get(node.id)!.vector === true;
  }

  forward(pass: Pass): void {
    const { id, most } = this.node;
    if (this.isVector) {
      const x = pass.vector(id);
      for (let n = 0; n < x.length; n += 1) x[n] = Math.min(Math.max(0, x[n]!), most ?? Infinity);
      return;
    }
    if (this.done && most === undefined) return;
    const x = pass.feature(id);
    for (let c = 0; c < x.channels; c += 1) {
      if (!this.done) pass.kernels.rectify(x, c, pass.images, 0);
      if (most === undefined) continue;
      pass.kernels.scaleShift(x, x, c, pass.images, -1, 0, -most);
      pass.kernels.scaleShift(x, x, c, pass.images, -1, 0, 0);
    }
  }

  backward(pass: Pass): void {
    this.maskAbove(pass);
    if (!this.masks) return;
    if (this.isVector) {
      const [y, dy] = [pass.vector(this.node.id), pass.vectorGradient(this.node.id)];
      for (let n = 0; n < dy.length; n += 1) if (!(y[n]! > 0)) dy[n] = 0;
      return;
    }
    const [y, dy] = [pass.feature(this.node.id), pass.gradient(this.node.id)];
    for (let c = 0; c < y.channels; c += 1) pass.kernels.mask(dy, y, c, pass.images, 0);
  }

  /** No gradient where the bound holds. The values are turned round for it, and back. */
  private maskAbove(pass: Pass): void {
    const { id, most } = this.node;
    if (most === undefined || this.isRounded) return;
    if (this.isVector) {
      const [y, dy] = [pass.vector(id), pass.vectorGradient(id)];
      for (let n = 0; n < dy.length; n += 1) if (!(y[n]! < most)) dy[n] = 0;
      return;
    }
    const [y, dy] = [pass.feature(id), pass.gradient(id)];
    for (let c = 0; c < y.channels; c += 1) {
      pass.kernels.scaleShift(y, y, c, pass.images, -1, 0, -Infinity);
      pass.kernels.mask(dy, y, c, pass.images, -most);
      pass.kernels.scaleShift(y, y, c, pass.images, -1, 0, -Infinity);
    }
  }
}
