// Rectifier: negative values become 0. The integer layer that makes its input takes it in.
import { z } from "zod";
import { Relu } from "../passes/relu.js";
import { id } from "./fields.js";
import type { FollowingKind, NodeBase } from "./layer-kind.js";

export interface ReluNode extends NodeBase {
  readonly kind: "relu";
}

export const relu: FollowingKind<ReluNode> = {
  describe: "negative values become 0",
  schema: z.object({ kind: z.literal("relu"), id, input: id }),
  shape: (_node, input) => input,
  float: {
    passes: (node, site) => new Relu(node, site),
    inPlace: true,
    isRectifier: true,
    keeps: (node, { masks }) => (masks ? [node.id] : []),
  },
};
