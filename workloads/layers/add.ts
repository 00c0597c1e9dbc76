// Residual addition. Option A: the shortcut is subsampled by the stride and its channels aligned as a prefix (missing ones are zero, extra
// ones dropped); the result has the shape of `input`. The integer layer that makes its input takes it in.
import { z } from "zod";
import { Add } from "../passes/add.js";
import { id, size } from "./fields.js";
import type { FollowingKind, NodeBase } from "./layer-kind.js";

export interface AddNode extends NodeBase {
  readonly kind: "add";
  readonly shortcut: string;
  readonly shortcutStride: number;
}

export const add: FollowingKind<AddNode> = {
  describe: "sum with a shortcut, subsampled and its channels aligned as a prefix",
  schema: z.object({ kind: z.literal("add"), id, input: id, shortcut: id, shortcutStride: size }),
  reads: ({ shortcut }) => [shortcut],
  alignsChannels: () => true,
  shape(node, input, site) {
    const { shortcutStride: stride } = node;
    if (!Number.isSafeInteger(stride) || stride < 1) throw site.problem("the shortcut's stride is none", String(stride), "at least 1");
    const shortcut = site.read(node.shortcut);
    const length = (whole: number): number => Math.ceil(whole / stride);
    if (length(shortcut.height) !== input.height || length(shortcut.width) !== input.width) {
      throw site.problem(
        "the shortcut does not fit", `${shortcut.height}x${shortcut.width} by ${stride}`, `${input.height}x${input.width}`
      );
    }
    if (shortcut.vector !== input.vector) {
      throw site.problem("adds a vector and a map", `${node.input} and ${node.shortcut}`, "two maps, or two vectors");
    }
    return input;
  },
  float: {
    passes: (node, site) => new Add(node, site),
    inPlace: true,
    rectifies: true,
    keeps: (node, { masks }) => (masks ? [node.id] : []),
  },
};
