// Linear layer with bias over a vector, or a 1x1 map: classes, or a hidden layer whose features are a width slot.
import { z } from "zod";
import { Linear } from "../passes/linear.js";
import { count, id, size } from "./fields.js";
import type { LayerKind, NodeBase } from "./layer-kind.js";
import { matrix, type FusedMatrix, type MatrixLayer } from "./matrix/matrix.js";

/** Exactly one of `outFeatures` and `slot` is stated. */
export interface LinearNode extends NodeBase {
  readonly kind: "linear";
  /** The same in every subnet. */
  readonly outFeatures?: number;
  /** Index into the network's `channels`: a hidden layer that is narrower in narrow subnets. */
  readonly slot?: number;
}

export const linear: LayerKind<LinearNode, FusedMatrix, MatrixLayer> = {
  describe: "weighted sums of a vector, with bias",
  schema: z.object({ kind: z.literal("linear"), id, input: id, outFeatures: size.optional(), slot: count.optional() }),
  slot: ({ slot }) => slot,
  shape(node, input, site) {
    if (input.height !== 1 || input.width !== 1) {
      throw site.problem(
        "a linear layer reads a vector", `${input.channels}x${input.height}x${input.width}`, "one value a channel: pool the map before"
      );
    }
    const channels = node.outFeatures ?? site.channels[node.slot ?? -1];
    if (channels === undefined || channels < 1 || !Number.isSafeInteger(channels)
      || (node.outFeatures !== undefined && node.slot !== undefined)) {
      throw site.problem(
        "no number of features", `outFeatures ${node.outFeatures}, slot ${node.slot}`,
        `outFeatures of at least 1, or a slot from 0 to ${site.channels.length - 1}`
      );
    }
    return { channels, height: 1, width: 1, vector: true };
  },
  shared: (_node, input, output) => [
    { part: "weight", shape: [output.channels, input.channels], decayed: true },
    { part: "bias", shape: [output.channels], decayed: false },
  ],
  weightsInUse: (_node, input, output) => output.channels * input.channels,
  float: { passes: (node, site) => new Linear(node, site), keeps: (node, { learns }) => (learns ? [node.input] : []) },
  integer: matrix,
};
