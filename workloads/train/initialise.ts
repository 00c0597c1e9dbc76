// Initial parameters: He normal for convolutions (fan out, He et al. 2015), uniform +-1/sqrt(in) for linear layers, batch norm 1 and 0.
import { randomStream } from "../../sim/random.js";
import type { TensorLayout } from "../nn/parameters.js";

/** Fills the vector; every tensor draws from a stream of its own name, so adding one does not change the others. */
export function initialise(layout: TensorLayout, parameters: Float32Array, seed: number): void {
  for (const slot of layout.slots) {
    const values = layout.view(parameters, slot.name);
    const random = randomStream(seed, "initialise", slot.name);
    const [out, input, rows, columns] = slot.shape as [number, number, number, number];
    if (slot.shape.length === 4) {
      const deviation = Math.sqrt(2 / (out * rows * columns));
      for (let n = 0; n < values.length; n += 1) values[n] = deviation * random.normal();
    } else if (slot.shape.length === 2) {
      for (let n = 0; n < values.length; n += 1) values[n] = (2 * random.next() - 1) / Math.sqrt(input);
    } else {
      values.fill(slot.name.includes(".scale@") ? 1 : 0);
    }
  }
}
