// Global average pooling: the mean of every channel's plane.
import { innerOffset, pitchOf } from "../tensor/plane.js";
import { planeOf } from "../tensor/feature-plane.js";
import type { Feature } from "../tensor/kernels.js";
import type { PoolNode } from "../layers/index.js";
import type { Layer, Pass } from "./layer.js";
import type { Site } from "./site.js";
import { actionOf, type GradientAction } from "./storage-plan.js";

/** Mean of each channel over its pixels. */
export class GlobalAveragePool implements Layer {
  private readonly action: GradientAction;

  constructor(private readonly node: PoolNode, private readonly site: Site) {
    this.action = actionOf(site.plan, node.id, node.input);
  }

  forward(pass: Pass): void {
    const x = pass.feature(this.node.input);
    const y = pass.vector(this.node.id);
    const pixels = x.shape.height * x.shape.width;
    this.forEachPlane(x, pass.images, (plane, index) => {
      let sum = 0;
      forEachRow(x, (from) => {
        for (let column = 0; column < x.shape.width; column += 1) sum += plane[from + column]!;
      });
      y[index] = sum / pixels;
    });
  }

  backward(pass: Pass): void {
    if (this.action === "none") return;
    const dx = pass.gradient(this.node.input);
    const dy = pass.vectorGradient(this.node.id);
    const pixels = dx.shape.height * dx.shape.width;
    this.forEachPlane(dx, pass.images, (plane, index) => {
      const share = dy[index]! / pixels;
      forEachRow(dx, (from) => {
        if (this.action === "write") plane.fill(share, from, from + dx.shape.width);
        else for (let at = from; at < from + dx.shape.width; at += 1) plane[at]! += share;
      });
    });
  }

  private forEachPlane(x: Feature, images: number, visit: (plane: Float32Array, index: number) => void): void {
    for (let n = 0; n < images; n += 1) {
      for (let c = 0; c < x.channels; c += 1) visit(planeOf(this.site.memory, x, n, c), n * x.channels + c);
    }
  }
}

function forEachRow(x: Feature, visit: (from: number) => void): void {
  for (let row = 0; row < x.shape.height; row += 1) visit(innerOffset(x.shape) + row * pitchOf(x.shape));
}
