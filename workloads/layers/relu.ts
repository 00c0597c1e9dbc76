// Rectifier: negative values become 0, and values above an upper bound (6 for ReLU6) the bound where it has one. The integer layer that
// makes its input takes it in.
import { z } from "zod";
import { Relu } from "../passes/relu.js";
import { id } from "./fields.js";
import type { FollowingKind, NodeBase } from "./layer-kind.js";

export interface ReluNode extends NodeBase {
  readonly kind: "relu";
  /** Upper bound, above 0; none where absent. */
  readonly most?: number;
}

export const relu: FollowingKind<ReluNode> = {
  describe: "negative values become 0, those above an upper bound the bound",
  schema: z.object({ kind: z.literal("relu"), id, input: id, most: z.number().gt(0).optional() }),
  shape: ({ most = Infinity }, input, site) => {
    if (most > 0) return input;
    throw site.problem("its upper bound must be above its lower one", String(most), "above 0");
  },
  float: {
    passes: (node, site) => new Relu(node, site),
    inPlace: true,
    isRectifier: true,
    keeps: ({ id: own, input, most }, { masks, passesOn }) => (masks || (most !== undefined && passesOn(input)) ? [own] : []),
  },
};
