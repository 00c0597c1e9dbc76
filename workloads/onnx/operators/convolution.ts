// Conv, with its bias: always a convolution and a batch norm of ours, so that every imported network can be fine-tuned. What stands behind
// it and scales or shifts channels goes into that batch norm.
import { windowsOf, type Windows } from "../../layers/windows.js";
import { isNatural, naturalOrder, type Feature } from "../feature.js";
import type { NetworkReader, Operator } from "../network-reader.js";
import type { OnnxNode } from "../onnx-node.js";
import { onlyPadded } from "./view.js";
import { readWindow, WINDOW_ATTRIBUTES } from "./window.js";

export const conv: Operator = { attributes: [...WINDOW_ATTRIBUTES, "group"], write: writeConv };

function writeConv(node: OnnxNode, reader: NetworkReader): Feature {
  const x = onlyPadded(node, reader);
  const { dims, values } = reader.numbers(node, 1, "weight");
  checkShape(node, dims, x);
  const window = readWindow(node, dims.slice(2), x);
  const groups = node.integer("group", 1);
  const outputs = dims[0]!;
  const bias = node.hasInput(2) ? reader.numbers(node, 2, "bias").values : new Float32Array(outputs);
  if (bias.length !== outputs) throw node.problem("its bias does not fit its weight", `${bias.length} values`, String(outputs));
  if (groups === 1) {
    return convolved(node, reader, x, { window, outputs, values: inOrder(values, outputs, x.order, window.kernel ** 2), bias });
  }
  if (groups === outputs && dims[1] === 1 && groups === x.order.length) return byChannel(node, reader, x, { window, values, bias });
  if (x.pixels !== null) throw node.problem("the image must go into convolutions of one group", `${groups} groups`, "1");
  if (!isNatural(x.order)) throw node.problem("its groups are of channels that a shortcut has put into another order");
  return convolved(node, reader, x, { window, outputs, values, bias, groups });
}

/** A convolution as our networks have it: weights and bias in their order. */
export interface Convolution {
  readonly window: Windows;
  readonly values: ArrayLike<number>;
  readonly bias: ArrayLike<number>;
}

/** One kernel a channel, in the model's order: the channels stay in the order that they have. */
export function byChannel(node: OnnxNode, reader: NetworkReader, x: Feature, { window, values, bias }: Convolution): Feature {
  if (x.pixels !== null) throw node.problem("the image must go into convolutions of one group", `${x.order.length} groups`, "1");
  const taps = window.kernel ** 2;
  const from = (at: number): number => x.order[Math.floor(at / taps)]! * taps + (at % taps);
  const own = Float32Array.from({ length: x.order.length * taps }, (_, at) => values[from(at)]!);
  const groups = x.order.length;
  const made = convolved(node, reader, x, { window, outputs: groups, values: own, bias: x.order.map((channel) => bias[channel]!), groups });
  return { ...made, order: x.order };
}

interface WholeConvolution extends Convolution {
  readonly outputs: number;
  readonly groups?: number;
}

/** Writes the convolution and the batch norm behind it down. */
export function convolved(node: OnnxNode, reader: NetworkReader, x: Feature, made: WholeConvolution): Feature {
  const { window, outputs, values, bias, groups = 1 } = made;
  const id = reader.nameOf(node);
  reader.weights.set(id, Float32Array.from(values));
  reader.push({ kind: "conv", id, input: x.tensor, slot: reader.channels.length, ...window, ...(groups === 1 ? {} : { groups }) });
  reader.channels.push(outputs);
  if (x.pixels !== null) reader.pixels.set(id, x.pixels);
  const norm = reader.nameOf(node, ".bn");
  reader.push({ kind: "batch-norm", id: norm, input: id });
  reader.norms.set(norm, { factor: new Float64Array(outputs).fill(1), shift: Float64Array.from(bias) });
  const shape = { channels: outputs, ...windowsOf(window, x.shape) };
  const dims = [x.dims[0]!, outputs, shape.height, shape.width];
  return { tensor: norm, order: naturalOrder(outputs), shape, dims, view: null, isRectified: false, pixels: null };
}

/** Weights [out][in][taps] with the input channels in the network's order. */
export function inOrder(values: ArrayLike<number>, outputs: number, order: readonly number[], taps: number): Float32Array {
  const weights = new Float32Array(outputs * order.length * taps);
  for (let o = 0; o < outputs; o += 1) {
    order.forEach((channel, i) => {
      for (let k = 0; k < taps; k += 1) weights[(o * order.length + i) * taps + k] = values[(o * order.length + channel) * taps + k]!;
    });
  }
  return weights;
}

/** @throws ConfigError naming what about the convolution ours do not have */
function checkShape(node: OnnxNode, dims: readonly number[], x: Feature): void {
  const group = node.integer("group", 1);
  const isFlat = dims.length === 4 && x.dims.length === 4;
  if (!isFlat) throw node.problem("needs a map and a kernel over height and width", `[${dims.join(", ")}]`, "[out, in, k, k]");
  if (dims[0]! < 1) throw node.problem("has no output channel", "0", "1 and more");
  const inputs = x.order.length;
  if (group < 1 || inputs % group !== 0 || dims[0]! % group !== 0) {
    throw node.problem("its groups do not divide its channels", `${group} groups, ${inputs} to ${dims[0]} channels`, "a divisor of both");
  }
  if (dims[1] !== inputs / group) throw node.problem("its weight does not fit its input", `${dims[1]} channels`, String(inputs / group));
  const stated = node.integers("kernel_shape", dims.slice(2));
  if (stated.join() !== dims.slice(2).join()) {
    throw node.problem("its kernel_shape is not that of its weight", stated.join(", "), dims.slice(2).join(", "));
  }
}
