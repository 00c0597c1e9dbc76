// Conv, with its bias: always a convolution and a batch norm of ours, so that every imported network can be fine-tuned. What stands behind
// it and scales or shifts channels goes into that batch norm.
import { windowsOf } from "../../layers/windows.js";
import { naturalOrder, type Feature } from "../feature.js";
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
  const outputs = dims[0]!;
  const order = naturalOrder(outputs);
  const bias = node.hasInput(2) ? reader.numbers(node, 2, "bias").values : new Float32Array(outputs);
  if (bias.length !== outputs) throw node.problem("its bias does not fit its weight", `${bias.length} values`, String(outputs));
  const id = reader.nameOf(node);
  reader.weights.set(id, inOrder(values, outputs, x.order, window.kernel ** 2));
  reader.push({ kind: "conv", id, input: x.tensor, slot: reader.channels.length, ...window });
  reader.channels.push(outputs);
  if (x.pixels !== null) reader.pixels.set(id, x.pixels);
  const norm = reader.nameOf(node, ".bn");
  reader.push({ kind: "batch-norm", id: norm, input: id });
  reader.norms.set(norm, { factor: new Float64Array(outputs).fill(1), shift: Float64Array.from(bias) });
  const shape = { channels: outputs, ...windowsOf(window, x.shape) };
  const made = [x.dims[0]!, outputs, shape.height, shape.width];
  return { tensor: norm, order, shape, dims: made, view: null, isRectified: false, pixels: null };
}

/** Weights [out][in][taps] with the input channels in the network's order. */
function inOrder(values: ArrayLike<number>, outputs: number, order: readonly number[], taps: number): Float32Array {
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
  if (group !== 1) throw node.problem("grouped convolutions are not known", String(group), "group 1");
  if (dims[1] !== x.order.length) throw node.problem("its weight does not fit its input", `${dims[1]} channels`, String(x.order.length));
  const stated = node.integers("kernel_shape", dims.slice(2));
  if (stated.join() !== dims.slice(2).join()) {
    throw node.problem("its kernel_shape is not that of its weight", stated.join(", "), dims.slice(2).join(", "));
  }
}
