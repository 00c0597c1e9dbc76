// Conv, alone (its bias, or what a folded batch norm left there) or with the BatchNormalization behind it: always a convolution and a
// batch norm of ours, so that every imported network can be fine-tuned.
import type { OnnxNode } from "../graph.js";
import type { Feature, NetworkReader, NormTensors } from "../network-reader.js";

interface ConvShape {
  readonly kernel: number;
  readonly stride: number;
  readonly padding: number;
}

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
  const size = (length: number): number => Math.floor((length + 2 * shape.padding - shape.kernel) / shape.stride) + 1;
  return { tensor: id, order, shape: { channels: outputs, height: size(x.shape.height), width: size(x.shape.width) } };
}

/** @throws ConfigError naming everything about the convolution that our convolutions do not have */
function shapeOf(node: OnnxNode, reader: NetworkReader, dims: readonly number[], x: Feature): ConvShape {
  const refuse = (what: string, found: readonly number[] | string, allowed: string): never => { throw reader.problem(node, what, typeof found === "string" ? found : found.join(", "), allowed); };
  const allEqual = (values: readonly number[]): boolean => values.every((value) => value === values[0]);
  if (dims.length !== 4 || dims[2] !== dims[3]) refuse("needs a square kernel over height and width", dims, "[out, in, k, k]");
  if (reader.integer(node, "group", 1) !== 1) refuse("grouped convolutions are not known", String(reader.integer(node, "group", 1)), "group 1");
  if (dims[1] !== x.order.length) refuse("its weight does not fit its input", `${dims[1]} channels`, String(x.order.length));
  const [strides, pads, dilations] = [reader.integers(node, "strides", [1, 1]), reader.integers(node, "pads", [0, 0, 0, 0]), reader.integers(node, "dilations", [1, 1])];
  if (dilations.some((dilation) => dilation !== 1)) refuse("dilated convolutions are not known", dilations, "1, 1");
  if (!allEqual(strides)) refuse("strides must be equal in both directions", strides, "equal strides");
  if (!allEqual(pads)) refuse("padding must be equal on all sides", pads, "equal padding");
  const automatic = new TextDecoder().decode(node.attributes.get("auto_pad")?.s ?? new Uint8Array(0));
  if (automatic !== "" && automatic !== "NOTSET" && automatic !== "VALID") refuse("automatic padding is not known", automatic, "stated pads");
  return { kernel: dims[2]!, stride: strides[0]!, padding: pads[0]! };
}
