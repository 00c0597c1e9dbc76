// Element-wise product with a gate: of the same shape, a value a channel (a vector or 1x1 map), or one channel for all (attention over
// pixels). The machine has no act for it yet: the place to add one is `integer` here.
import { z } from "zod";
import { Multiply } from "../passes/multiply.js";
import { id } from "./fields.js";
import type { FollowingKind, NodeBase } from "./layer-kind.js";

export interface MultiplyNode extends NodeBase {
  readonly kind: "multiply";
  readonly gate: string;
}

export const multiply: FollowingKind<MultiplyNode> = {
  describe: "product with a gate, of the same shape or spread over pixels or channels",
  schema: z.object({ kind: z.literal("multiply"), id, input: id, gate: id }),
  reads: ({ gate }) => [gate],
  alignsChannels: () => true,
  shape(node, input, site) {
    const gate = site.read(node.gate);
    const isWhole = gate.height === input.height && gate.width === input.width;
    const isSpread = gate.height === 1 && gate.width === 1;
    if ((gate.channels !== input.channels && gate.channels !== 1) || !(isWhole || isSpread)) {
      const text = ({ channels, height, width }: typeof gate): string => `${channels}x${height}x${width}`;
      throw site.problem("the gate does not fit", text(gate), `${text(input)}, ${input.channels}x1x1 or 1x${input.height}x${input.width}`);
    }
    return input;
  },
  float: {
    passes: (node, site) => new Multiply(node, site),
    keeps: ({ input, gate }, { passesOn }) => [...(passesOn(input) ? [gate] : []), ...(passesOn(gate) ? [input] : [])],
  },
  noInteger: "the machine has no act for an element-wise product yet; it trains and runs in floats only",
};
