// Logistic function, 1 / (1 + exp(-x)): gates of attention. The machine has no act for it yet: the place to add one is `integer` here.
import { z } from "zod";
import { Sigmoid } from "../passes/sigmoid.js";
import { id } from "./fields.js";
import type { FollowingKind, NodeBase } from "./layer-kind.js";

export interface SigmoidNode extends NodeBase {
  readonly kind: "sigmoid";
}

export const sigmoid: FollowingKind<SigmoidNode> = {
  describe: "logistic function of every value",
  schema: z.object({ kind: z.literal("sigmoid"), id, input: id }),
  shape: (_node, input) => input,
  float: { passes: (node) => new Sigmoid(node), inPlace: true, keeps: (node) => [node.id] },
  noInteger: "the machine has no act for a sigmoid yet; it trains and runs in floats only",
};
