// Max pooling by plain loops, which is enough for a layer that a network has once. The padding is minus infinity: only pixels of the map
// take part. The gradient goes to the first largest pixel of a window, found again on the way back.
import { innerOffset, pitchOf } from "../tensor/plane.js";
import { planeOf } from "../tensor/feature-plane.js";
import type { Feature } from "../tensor/kernels.js";
import type { MaxPoolNode } from "../layers/index.js";
import type { Layer, Pass } from "./layer.js";
import type { Site } from "./site.js";
import { actionOf, type GradientAction } from "./storage-plan.js";

/** Largest value of each window; the gradient goes to where it was. */
export class MaxPool implements Layer {
  private readonly inputAction: GradientAction;

  constructor(private readonly node: MaxPoolNode, private readonly site: Site) {
    this.inputAction = actionOf(site.plan, node.id, node.input);
  }

  forward(pass: Pass): void {
    const [x, y] = [pass.feature(this.node.input), pass.feature(this.node.id)];
    for (let plane = 0; plane < pass.images * x.channels; plane += 1) {
      const [from, to] = [this.plane(x, plane), this.plane(y, plane)];
      this.forEachWindow(x, y, from, (at, largest) => { to[at] = from[largest]!; });
    }
  }

  backward(pass: Pass): void {
    if (this.inputAction === "none") return;
    const [x, dx, dy] = [pass.feature(this.node.input), pass.gradient(this.node.input), pass.gradient(this.node.id)];
    for (let plane = 0; plane < pass.images * x.channels; plane += 1) {
      const [values, into, from] = [this.plane(x, plane), this.plane(dx, plane), this.plane(dy, plane)];
      if (this.inputAction === "write") into.fill(0);
      this.forEachWindow(x, dy, values, (at, largest) => { into[largest]! += from[at]!; });
    }
  }

  /** Plane n of a block, images one after the other. */
  private plane(x: Feature, n: number): Float32Array {
    return planeOf(this.site.memory, x, Math.floor(n / x.channels), n % x.channels);
  }

  /** Calls back with the place of every output pixel and of the first largest input pixel of its window. */
  private forEachWindow(x: Feature, y: Feature, values: Float32Array, visit: (at: number, largest: number) => void): void {
    const { kernel, stride, padding } = this.node;
    const [pitch, inner] = [pitchOf(x.shape), innerOffset(x.shape)];
    for (let row = 0; row < y.shape.height; row += 1) {
      const [top, bottom] = [Math.max(0, row * stride - padding), Math.min(x.shape.height, row * stride - padding + kernel)];
      for (let column = 0; column < y.shape.width; column += 1) {
        const [left, right] = [Math.max(0, column * stride - padding), Math.min(x.shape.width, column * stride - padding + kernel)];
        let largest = inner + top * pitch + left;
        for (let r = top; r < bottom; r += 1) {
          for (let at = inner + r * pitch + left; at < inner + r * pitch + right; at += 1) if (values[at]! > values[largest]!) largest = at;
        }
        visit(innerOffset(y.shape) + row * pitchOf(y.shape) + column, largest);
      }
    }
  }
}
