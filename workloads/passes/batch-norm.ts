// Batch normalisation (Ioffe and Szegedy, 2015) over the images of one block, with scale and shift of the active subnet.
// Block-wise (ghost batch normalisation, Hoffer et al. 2017): the statistics are those of a fixed number of images (64 by default) whatever
// the batch, so that blocks are independent work and the result does not depend on how many threads share them. A following rectifier is
// done in the same pass. Frozen statistics are used and kept, also while training.
import type { BatchNormNode } from "../layers/index.js";
import { mapOperations, vectorOperations, type ChannelOperations } from "./channel-operations.js";
import { parameter, rectifierFloor } from "./layer.js";
import type { Layer, Pass } from "./layer.js";
import type { Site } from "./site.js";
import { tensorNames } from "./tensor-names.js";

export const BATCH_NORM_EPSILON = 1e-5;

/** Batch normalisation over one block, or by running statistics; backward for scale, shift and input. */
export class BatchNorm implements Layer {
  private readonly floor: number;
  private readonly gradientFloor: number;

  constructor(private readonly node: BatchNormNode, private readonly site: Site) {
    this.floor = rectifierFloor(site.plan.rectified.has(node.id));
    this.gradientFloor = rectifierFloor(site.plan.masks.has(node.id));
  }

  forward(pass: Pass): void {
    const { node } = this;
    const x = this.operations(pass);
    const scale = parameter(pass.parameters, tensorNames.scale(node.id, pass.subnet));
    const shift = parameter(pass.parameters, tensorNames.shift(node.id, pass.subnet));
    const { mean, variance } = this.statistics(pass);
    const measures = this.measures(pass);
    for (let c = 0; c < x.channels; c += 1) {
      if (measures) {
        const [sum, squares] = x.sums(c);
        mean[c] = sum / x.count;
        variance[c] = Math.max(0, squares / x.count - (sum / x.count) ** 2);
      }
      const factor = scale[c]! / Math.sqrt(variance[c]! + BATCH_NORM_EPSILON);
      x.scaleShift(c, factor, shift[c]! - mean[c]! * factor, this.floor);
    }
  }

  /** dx = scale / deviation (dy - mean(dy) - xhat mean(dy xhat)), in place over dy; without the means where statistics are frozen. */
  backward(pass: Pass): void {
    const x = this.operations(pass);
    const scale = parameter(pass.parameters, tensorNames.scale(this.node.id, pass.subnet));
    const [dScale, dShift] = [this.learned(pass, tensorNames.scale), this.learned(pass, tensorNames.shift)];
    const { mean, variance } = this.statistics(pass);
    const measures = this.measures(pass);
    const passesOn = this.site.plan.needsGradient.has(this.node.input);
    for (let c = 0; c < x.channels; c += 1) {
      const inverse = 1 / Math.sqrt(variance[c]! + BATCH_NORM_EPSILON);
      const a = scale[c]! * inverse;
      if (!measures && dScale === null && dShift === null) {
        x.mask(c, this.gradientFloor);
        if (passesOn) x.scale(c, a);
        continue;
      }
      const [sum, sumX] = x.maskSums(c, this.gradientFloor);
      const sumNormalised = (sumX - mean[c]! * sum) * inverse;
      if (dScale !== null) dScale[c]! += sumNormalised;
      if (dShift !== null) dShift[c]! += sum;
      if (!passesOn) continue;
      const b = (-a * inverse * sumNormalised) / x.count;
      if (measures) x.combine(c, a, b, -b * mean[c]! - (a * sum) / x.count);
      else x.scale(c, a);
    }
  }

  /** Does this pass take the statistics of its own images? */
  private measures(pass: Pass): boolean {
    return pass.mode === "train" && !this.site.plan.frozen.has(tensorNames.mean(this.node.id, pass.subnet));
  }

  /** The gradient of scale or shift; null where it is frozen. */
  private learned(pass: Pass, name: typeof tensorNames.scale): Float32Array | null {
    const own = name(this.node.id, pass.subnet);
    return this.site.plan.frozen.has(own) ? null : parameter(pass.gradients, own);
  }

  private operations(pass: Pass): ChannelOperations {
    const { id, input } = this.node;
    return this.site.plan.shapes.get(id)!.vector === true ? vectorOperations(pass, input, id) : mapOperations(pass, input, id);
  }

  private statistics(pass: Pass): { mean: Float32Array; variance: Float32Array } {
    const source = this.measures(pass) ? pass.batchStatistics : pass.statistics;
    return {
      mean: parameter(source, tensorNames.mean(this.node.id, pass.subnet)),
      variance: parameter(source, tensorNames.variance(this.node.id, pass.subnet)),
    };
  }
}
