// Stochastic gradient descent with Nesterov momentum and weight decay (not on batch-norm parameters and biases).
import type { TensorLayout } from "../nn/parameters.js";

/**
 * velocity and parameters are updated in place: v = m v + g + d w; w -= rate (g + d w + m v).
 * @param frozen names of tensors that stay as they are, decay included
 */
export function nesterovStep(
  layout: TensorLayout, parameters: Float32Array, velocity: Float32Array, gradient: Float32Array,
  { rate, momentum, weightDecay }: { rate: number; momentum: number; weightDecay: number }, frozen: ReadonlySet<string> = new Set(),
): void {
  for (const slot of layout.slots) {
    if (frozen.has(slot.name)) continue;
    const decay = slot.decayed ? weightDecay : 0;
    for (let n = slot.offset; n < slot.offset + slot.size; n += 1) {
      const slope = gradient[n]! + decay * parameters[n]!;
      const speed = momentum * velocity[n]! + slope;
      velocity[n] = speed;
      parameters[n]! -= rate * (slope + momentum * speed);
    }
  }
}

/** The blocks' gradients added in block order, so that the sum does not depend on who computed them. */
export function sumGradients(blocks: readonly Float32Array[], total: Float32Array): void {
  total.set(blocks[0]!);
  for (const block of blocks.slice(1)) for (let n = 0; n < total.length; n += 1) total[n]! += block[n]!;
}
