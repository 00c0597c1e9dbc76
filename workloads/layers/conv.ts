// Convolution: with or without bias, in one group or several. A 1x1 convolution of a vector is a linear layer and makes a vector.
// In groups, output channel o belongs to group floor(o / (outputs / groups)) of the full width and sees that group's inputs only, so that
// narrow subnets are a prefix here too.
import { z } from "zod";
import { inputsSeenBy } from "../codes/groups.js";
import { convolutionPasses, packedConvolution, reserveConvolution } from "../passes/convolution-passes.js";
import { count, id, size, windowFields } from "./fields.js";
import type { LayerKind, NodeBase, ShapeSite, TensorShape } from "./layer-kind.js";
import { matrix, type FusedMatrix, type MatrixLayer } from "./matrix/matrix.js";
import { checkedWindows, checkSizes, type Windows } from "./windows.js";

export interface ConvNode extends NodeBase, Windows {
  readonly kind: "conv";
  /**
   * Index into the network's `channels`. Convolutions whose results are added name the same slot, so that they are equally wide in every
   * subnet.
   */
  readonly slot: number;
  /** 1 where absent; divides input and output channels at full width. */
  readonly groups?: number;
  /** A learned bias; none where absent. */
  readonly bias?: boolean;
}

/** @throws ConfigError of the node when its groups do not divide, or a subnet leaves a group without inputs */
function checkGroups(node: ConvNode, input: TensorShape, outputs: number, site: ShapeSite): void {
  const { groups = 1 } = node;
  if (groups === 1) return;
  const [inputs, full] = [site.fullChannels(node.input), site.fullSlots[node.slot]!];
  if (!Number.isSafeInteger(groups) || groups < 1 || inputs % groups !== 0 || full % groups !== 0) {
    throw site.problem("its groups do not divide its channels", `${groups} groups, ${inputs} to ${full} channels`, "a divisor of both");
  }
  if (inputsSeenBy(outputs - 1, { groups, outputs: full, inputsPerGroup: inputs / groups }, input.channels).count < 1) {
    throw site.problem(
      "the last group has no input channel in this subnet", `${input.channels} to ${outputs} channels`, "an input slot as wide as its own"
    );
  }
}

export const conv: LayerKind<ConvNode, FusedMatrix, MatrixLayer> = {
  describe: "convolution, in groups and with bias where stated",
  schema: z.object(
    { kind: z.literal("conv"), id, input: id, slot: count, ...windowFields, groups: size.optional(), bias: z.boolean().optional() }
  ),
  slot: ({ slot }) => slot,
  alignsChannels: ({ groups = 1 }) => groups > 1,
  shape(node, input, site) {
    const channels = site.channels[node.slot];
    if (channels === undefined) throw site.problem("no such width slot", String(node.slot), `0 to ${site.channels.length - 1}`);
    checkGroups(node, input, channels, site);
    if (input.vector !== true) return { channels, ...checkedWindows(node, input, site) };
    checkSizes(node, site);
    if (node.kernel === 1 && node.padding === 0 && (node.endPadding ?? 0) === 0) return { channels, height: 1, width: 1, vector: true };
    throw site.problem(
      "convolves a vector, which has no height and width", `kernel ${node.kernel}, padding ${node.padding}`,
      "a map, or kernel 1 without padding"
    );
  },
  shared: ({ kernel, groups = 1, bias }, input, output) => [
    { part: "weight", shape: [output.channels, input.channels / groups, kernel, kernel], decayed: true },
    ...(bias === true ? [{ part: "bias", shape: [output.channels], decayed: false } as const] : []),
  ],
  weightsInUse({ slot, input: read, kernel, groups = 1 }, input, output, site) {
    if (groups === 1) return output.channels * input.channels * kernel * kernel;
    const grouping = { groups, outputs: site.fullSlots[slot]!, inputsPerGroup: site.fullChannels(read) / groups };
    const seen = Array.from({ length: output.channels }, (_, o) => inputsSeenBy(o, grouping, input.channels).count);
    return seen.reduce((sum, inputs) => sum + inputs, 0) * kernel * kernel;
  },
  float: {
    passes: convolutionPasses,
    packed: packedConvolution,
    reserve: reserveConvolution,
    keeps: (node, { learns }) => (learns ? [node.input] : []),
  },
  integer: matrix,
};
