// Batch normalisation with scale and shift of every subnet's own (switchable batch norm). The integer layer that makes its input takes it
// in.
import { z } from "zod";
import { BatchNorm } from "../passes/batch-norm.js";
import { id } from "./fields.js";
import type { FollowingKind, NodeBase } from "./layer-kind.js";

export interface BatchNormNode extends NodeBase {
  readonly kind: "batch-norm";
}

export const batchNorm: FollowingKind<BatchNormNode> = {
  describe: "channels brought to mean 0 and variance 1, then scaled and shifted",
  schema: z.object({ kind: z.literal("batch-norm"), id, input: id }),
  shape: (_node, input) => input,
  perSubnet: { learned: ["scale", "shift"], measured: ["mean", "variance"] },
  float: {
    passes: (node, site) => new BatchNorm(node, site),
    gradientInPlace: true,
    rectifies: true,
    normalises: true,
    keeps: (node, { learns, masks, keepsStatistics }) => [...(learns || !keepsStatistics ? [node.input] : []), ...(masks ? [node.id] : [])],
  },
};
