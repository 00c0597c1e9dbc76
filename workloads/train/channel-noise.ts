// Trainable noise that ranks channels (progressive subnet search, arXiv 2009.05681): a step runs W + alpha_c eta, eta ~ N(0, std(W)^2)
// redrawn every step, with one learned alpha per output channel, 0 at first. A channel whose |alpha| grows tolerates noise: it matters
// least. Layers that share a slot share its alphas.
import { randomStream } from "../../sim/random.js";
import type { TensorLayout } from "../nn/parameters.js";
import { tensorNames } from "../passes/tensor-names.js";
import { slottedNodes } from "../nets/index.js";
import type { NetworkSpec } from "../nets/index.js";
import type { ParameterRule, RuleMaker } from "./parameter-rule.js";

/** Name of the learned noise of a width slot. */
export const noiseTensor = (slot: number): string => `noise.alpha.${slot}`;

/** Noise on weights with one learned size a channel: where it grows, the channel matters least. */
export const channelNoise: RuleMaker = ({ network, seed }): ParameterRule => {
  const slotted = slottedNodes(network);
  let noise = new Map<string, Float32Array>();
  return {
    extras: network.channels.map((count, slot) => ({ name: noiseTensor(slot), shape: [count], decayed: false })),
    apply: (running, learned, layout, step) => {
      noise = new Map(slotted.map(({ id }) => [id, drawNoise(layout.view(learned, tensorNames.weight(id)), seed, step, id)]));
      for (const { id, slot } of slotted) {
        addNoise(layout.view(running, tensorNames.weight(id)), noise.get(id)!, layout.view(learned, noiseTensor(slot)));
      }
    },
    pullBack: (gradient, _learned, layout) => addAlphaGradients(network, gradient, layout, noise),
  };
};

function drawNoise(weights: Float32Array, seed: number, step: number, id: string): Float32Array {
  const random = randomStream(seed, "channel-noise", step, id);
  const mean = weights.reduce((a, b) => a + b, 0) / weights.length;
  const deviation = Math.sqrt(weights.reduce((sum, value) => sum + (value - mean) ** 2, 0) / weights.length);
  return Float32Array.from(weights, () => deviation * random.normal());
}

function addNoise(running: Float32Array, noise: Float32Array, alphas: Float32Array): void {
  const row = running.length / alphas.length;
  running.forEach((value, n) => { running[n] = value + alphas[Math.floor(n / row)]! * noise[n]!; });
}

/** dL/dalpha_c = sum over the channel's weights of dL/dW eta; the gradient by W itself passes unchanged. */
function addAlphaGradients(
  network: NetworkSpec, gradient: Float32Array, layout: TensorLayout, noise: ReadonlyMap<string, Float32Array>,
): void {
  for (const { id, slot } of slottedNodes(network)) {
    const [weights, eta, alphas] = [
      layout.view(gradient, tensorNames.weight(id)), noise.get(id)!, layout.view(gradient, noiseTensor(slot)),
    ];
    const row = weights.length / alphas.length;
    weights.forEach((value, n) => { alphas[Math.floor(n / row)]! += value * eta[n]!; });
  }
}
