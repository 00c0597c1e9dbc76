// Conv, alone (its bias, or what a folded batch norm left there) or with the BatchNormalization behind it: always a convolution and a
// batch norm of ours, so that every imported network can be fine-tuned.
import type { OnnxNode } from "../graph.js";
import { windowsOf } from "../../nets/index.js";
import type { Feature, NetworkReader, NormTensors } from "../network-reader.js";
import { readWindow, type WindowShape } from "./window.js";

const DEFAULT_EPSILON = 0.00001;

export function writeConv(node: OnnxNode, reader: NetworkReader, wanted: readonly number[] | null): Feature {
  const conv = writeWeights(node, reader, wanted);
  const ones = new Float32Array(conv.order.length).fill(1);
  return writeNorm(`${conv.tensor}.bn`, conv, { scale: ones, shift: picked(biasOf(node, reader), conv.order), mean: new Float32Array(ones.length), variance: ones }, reader);
}

/** Batch norm right behind a convolution whose only reader it is. */
export function writeConvWithNorm(node: OnnxNode, reader: NetworkReader, wanted: readonly number[] | null): Feature {
  const maker = reader.graph.makers.get(node.inputs[0]!);
  if (maker?.op !== "Conv" || !reader.isSoleReader(node.inputs[0]!)) throw reader.problem(node, "a batch norm must directly follow a convolution, and be its only reader", maker?.label);
  const conv = writeWeights(maker, reader, wanted);
  const [scale, shift, mean, variance] = ["scale", "shift", "mean", "variance"].map((what, n) => picked(reader.floats(node, n + 1, what), conv.order)) as [Float32Array, Float32Array, Float32Array, Float32Array];
  const epsilon = node.attributes.get("epsilon")?.f ?? DEFAULT_EPSILON;
  const bias = picked(biasOf(maker, reader), conv.order);
  return writeNorm(reader.nameOf(node), conv, { scale, shift, mean: mean.map((value, c) => value - bias[c]!), variance: variance.map((value) => value + epsilon) }, reader);
}

function writeNorm(id: string, conv: Feature, tensors: NormTensors, reader: NetworkReader): Feature {
  reader.nodes.push({ kind: "batch-norm", id, input: conv.tensor });
  reader.norms.set(id, tensors);
  return { ...conv, tensor: id };
}

const picked = (values: Float32Array, order: readonly number[]): Float32Array => Float32Array.from(order, (channel) => values[channel]!);

const biasOf = (node: OnnxNode, reader: NetworkReader): Float32Array =>
  node.inputs.length > 2 && node.inputs[2] !== "" ? reader.floats(node, 2, "bias") : new Float32Array(reader.constant(node, 1, "weight").dims[0]!);

/** The convolution node with its weights in the new channel orders. */
function writeWeights(node: OnnxNode, reader: NetworkReader, wanted: readonly number[] | null): Feature {
  const x = reader.feature(node.inputs[0]!);
  const { dims, values } = reader.constant(node, 1, "weight");
  const shape = shapeOf(node, reader, dims, x);
  const [outputs, inputs] = dims as [number, number];
  const order = wanted ?? Array.from({ length: outputs }, (_, n) => n);
  if (order.length !== outputs) throw reader.problem(node, "makes another number of channels than what is added to it has", String(outputs), String(order.length));
  const taps = shape.kernel ** 2;
  const weights = new Float32Array(outputs * inputs * taps);
  order.forEach((from, o) => x.order.forEach((channel, i) => {
    for (let k = 0; k < taps; k += 1) weights[(o * inputs + i) * taps + k] = values[(from * inputs + channel) * taps + k]!;
  }));
  const id = reader.nameOf(node);
  reader.weights.set(id, weights);
  reader.nodes.push({ kind: "conv", id, input: x.tensor, slot: reader.channels.length, ...shape });
  reader.channels.push(outputs);
  return { tensor: id, order, shape: { channels: outputs, ...windowsOf(shape, x.shape) } };
}

/** @throws ConfigError naming what about the convolution ours do not have */
function shapeOf(node: OnnxNode, reader: NetworkReader, dims: readonly number[], x: Feature): WindowShape {
  const group = reader.integer(node, "group", 1);
  if (dims.length !== 4) throw reader.problem(node, "needs a square kernel over height and width", dims.join(", "), "[out, in, k, k]");
  if (group !== 1) throw reader.problem(node, "grouped convolutions are not known", String(group), "group 1");
  if (dims[1] !== x.order.length) throw reader.problem(node, "its weight does not fit its input", `${dims[1]} channels`, String(x.order.length));
  return readWindow(node, reader, dims.slice(2));
}
