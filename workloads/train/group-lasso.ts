// Group-sparse regularisation: the norm of every output channel's weights is added to the loss, so that channels which the loss does not
// hold up shrink as a whole (group lasso; Wen et al., Learning structured sparsity, 2016). Only the gradient changes.
import { slottedNodes } from "../nets/index.js";
import { tensorNames } from "../passes/tensor-names.js";
import type { ParameterRule, RuleMaker } from "./parameter-rule.js";

/** @param strength gradient per unit direction of a channel's weights  @param kept channels of each slot that it acts on, from the first */
export const groupLasso = (strength: number, kept: readonly number[]): RuleMaker => ({ network }): ParameterRule => ({
  extras: [],
  pullBack: (gradient, learned, layout) => {
    for (const { id, slot } of slottedNodes(network)) {
      const { offset, size, shape } = layout.slot(tensorNames.weight(id));
      const row = size / shape[0]!;
      for (let channel = 0; channel < kept[slot]!; channel += 1) shrink(gradient, learned, offset + channel * row, row, strength);
    }
  },
});

function shrink(gradient: Float32Array, learned: Float32Array, from: number, length: number, strength: number): void {
  let squares = 0;
  for (let n = from; n < from + length; n += 1) squares += learned[n]! * learned[n]!;
  if (squares === 0) return;
  const factor = strength / Math.sqrt(squares);
  for (let n = from; n < from + length; n += 1) gradient[n]! += factor * learned[n]!;
}
