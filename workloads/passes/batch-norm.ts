// Batch normalisation (Ioffe and Szegedy, 2015) over the images of one block, with scale and shift of the active subnet.
// Block-wise (ghost batch normalisation, Hoffer et al. 2017): the statistics are those of a fixed number of images (64 by default) whatever the batch, so that blocks are
// independent work and the result does not depend on how many threads share them. A following rectifier is done in the same pass.
import { tensorNames } from "./tensor-names.js";
import { parameter, rectifierFloor } from "./layer.js";
import type { Layer, Pass } from "./layer.js";
import type { BatchNormNode } from "../nets/index.js";
import type { Site } from "./site.js";

export const BATCH_NORM_EPSILON = 1e-5;

export class BatchNorm implements Layer {
  private readonly floor: number;
  private readonly gradientFloor: number;

  constructor(private readonly node: BatchNormNode, site: Site) {
    this.floor = rectifierFloor(site.plan.rectified.has(node.id));
    this.gradientFloor = rectifierFloor(site.plan.masks.has(node.id));
  }

  forward(pass: Pass): void {
    const { node } = this;
    const [x, y] = [pass.feature(node.input), pass.feature(node.id)];
    const scale = parameter(pass.parameters, tensorNames.scale(node.id, pass.subnet));
    const shift = parameter(pass.parameters, tensorNames.shift(node.id, pass.subnet));
    const { mean, variance } = this.statistics(pass);
    for (let c = 0; c < x.channels; c += 1) {
      if (pass.mode === "train") {
        const pixels = pass.images * x.shape.height * x.shape.width;
        const [sum, squares] = pass.kernels.sums(x, c, pass.images);
        mean[c] = sum / pixels;
        variance[c] = Math.max(0, squares / pixels - (sum / pixels) ** 2);
      }
      const factor = scale[c]! / Math.sqrt(variance[c]! + BATCH_NORM_EPSILON);
      pass.kernels.scaleShift(x, y, c, pass.images, factor, shift[c]! - mean[c]! * factor, this.floor);
    }
  }

  /** dx = scale / deviation (dy - mean(dy) - xhat mean(dy xhat)), in place over dy. */
  backward(pass: Pass): void {
    const { node } = this;
    const [x, y, dy] = [pass.feature(node.input), pass.feature(node.id), pass.gradient(node.id)];
    const scale = parameter(pass.parameters, tensorNames.scale(node.id, pass.subnet));
    const dScale = parameter(pass.gradients, tensorNames.scale(node.id, pass.subnet));
    const dShift = parameter(pass.gradients, tensorNames.shift(node.id, pass.subnet));
    const { mean, variance } = this.statistics(pass);
    const pixels = pass.images * x.shape.height * x.shape.width;
    for (let c = 0; c < x.channels; c += 1) {
      const inverse = 1 / Math.sqrt(variance[c]! + BATCH_NORM_EPSILON);
      const [sum, sumX] = pass.kernels.maskSums(dy, y, x, c, pass.images, this.gradientFloor);
      const sumNormalised = (sumX - mean[c]! * sum) * inverse;
      dScale[c]! += sumNormalised;
      dShift[c]! += sum;
      const a = scale[c]! * inverse;
      const b = (-a * inverse * sumNormalised) / pixels;
      pass.kernels.combine(dy, x, c, pass.images, a, b, -b * mean[c]! - (a * sum) / pixels);
    }
  }

  private statistics(pass: Pass): { mean: Float32Array; variance: Float32Array } {
    const source = pass.mode === "train" ? pass.batchStatistics : pass.statistics;
    return {
      mean: parameter(source, tensorNames.mean(this.node.id, pass.subnet)),
      variance: parameter(source, tensorNames.variance(this.node.id, pass.subnet)),
    };
  }
}
