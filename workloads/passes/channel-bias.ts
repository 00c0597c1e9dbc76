// A learned bias of a convolution: added to every pixel of a channel behind the sums. Narrow subnets use the first values.
import { parameter } from "./layer.js";
import type { Layer, Pass } from "./layer.js";
import type { Kernels } from "../tensor/kernels.js";
import { tensorNames } from "./tensor-names.js";

/** A convolution with its bias. */
export class Biased implements Layer {
  constructor(private readonly id: string, private readonly sums: Layer, private readonly learns: boolean) {}

  forward(pass: Pass): void {
    this.sums.forward(pass);
    const y = pass.feature(this.id);
    const bias = parameter(pass.parameters, tensorNames.bias(this.id));
    for (let c = 0; c < y.channels; c += 1) pass.kernels.scaleShift(y, y, c, pass.images, 1, bias[c]!, -Infinity);
  }

  backward(pass: Pass): void {
    if (this.learns) {
      const dy = pass.gradient(this.id);
      const dBias = parameter(pass.gradients, tensorNames.bias(this.id));
      for (let c = 0; c < dy.channels; c += 1) dBias[c]! += pass.kernels.sums(dy, c, pass.images)[0];
    }
    this.sums.backward(pass);
  }

  beginBlock(): void {
    this.sums.beginBlock?.();
  }

  endBlock(kernels: Kernels, gradients: Float32Array): void {
    this.sums.endBlock?.(kernels, gradients);
  }
}
