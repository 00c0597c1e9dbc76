// Max pooling: the largest value of every window of a channel; the padding is minus infinity, so only pixels of the map take part. As
// integers the largest code: a positive scale keeps the order, so the result has its input's scale, zero point and range, and no table.
import { z } from "zod";
import { act } from "./steps.js";
import { noTiles } from "../../arch/isa/program.js";
import { MaxPool } from "../passes/max-pool.js";
import { id, windowFields } from "./fields.js";
import type { FusedBase, IntegerBase, IntegerKind, LayerKind, NodeBase, ReferenceRun } from "./layer-kind.js";
import { checkedWindows, windowsOf, type Windows } from "./windows.js";

export interface MaxPoolNode extends NodeBase, Windows {
  readonly kind: "max-pool";
}

export interface FusedMaxPool extends FusedBase {
  readonly kind: "max-pool";
  readonly node: MaxPoolNode;
}

export interface MaxPoolLayer extends IntegerBase, Windows {
  readonly kind: "max-pool";
}

/** Tap by tap over the whole map: every pixel that a tap reaches raises the output that it belongs to. */
function largestCodes(layer: MaxPoolLayer, run: ReferenceRun): Int32Array {
  const [spec, out] = [run.spec(layer.input), run.spec(layer.output)];
  const target = new Int32Array(out.channels * out.height * out.width).fill(-(2 ** 31));
  run.map(layer.input).forEach((value, at) => {
    const [row, x] = [Math.floor(at / spec.width) % spec.height, at % spec.width];
    const channel = Math.floor(at / (spec.width * spec.height));
    for (let ky = 0; ky < layer.kernel; ky++) {
      for (let kx = 0; kx < layer.kernel; kx++) {
        const [y, column] = [(row + layer.padding - ky) / layer.stride, (x + layer.padding - kx) / layer.stride];
        if (!Number.isInteger(y) || !Number.isInteger(column) || y < 0 || column < 0 || y >= out.height || column >= out.width) continue;
        const to = (channel * out.height + y) * out.width + column;
        target[to] = Math.max(target[to]!, value);
      }
    }
  });
  return target;
}

const integer: IntegerKind<FusedMaxPool, MaxPoolLayer> = {
  name: "max-pool",
  fuse: (node) => ({ kind: node.kind, node, input: node.input, output: node.id, takesIn: [] }),
  codes: () => "input",
  quantise({ node, input: tensor, output }, site) {
    const input = site.activation(tensor);
    site.made({ spec: { ...input.spec, id: output, ...windowsOf(node, input.spec) }, scale: input.scale });
    return { kind: "max-pool", id: node.id, input: tensor, output, kernel: node.kernel, stride: node.stride, padding: node.padding };
  },
  reference: largestCodes,
  schedule({ id: layer, input, output, kernel, stride, padding }, { network }) {
    const { height, width: outWidth } = network.tensors.find((tensor) => tensor.id === output)!;
    const window = { tensor: input, kernel, stride, padding, outWidth, pixel: { base: 0, terms: { pixel: 1 } } };
    const body = [act({ op: "max-pool", window, output })];
    return [{ layer, group: noTiles, body: [{ kind: "loop", index: "pixel", count: height * outWidth, body }] }];
  },
  exported(layer, site) {
    const { kernel, stride, padding, endPadding = padding } = layer.node;
    const attributes = { kernel_shape: [kernel, kernel], strides: [stride, stride], pads: [padding, padding, endPadding, endPadding] };
    site.passedOn(layer, site.writer.node("MaxPool", [site.value(layer.input)], `${layer.output}.largest`, attributes));
  },
};

export const maxPool: LayerKind<MaxPoolNode, FusedMaxPool, MaxPoolLayer> = {
  describe: "the largest value of every window of a channel",
  schema: z.object({ kind: z.literal("max-pool"), id, input: id, ...windowFields }),
  shape: (node, input, site) => ({ channels: input.channels, ...checkedWindows(node, input, site, node.kernel - 1) }),
  float: {
    passes: (node, site) => new MaxPool(node, site),
    keeps: (node, { passesOn }) => (passesOn(node.input) ? [node.input] : []),
  },
  integer,
};
