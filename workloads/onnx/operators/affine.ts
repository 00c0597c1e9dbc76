// What scales and shifts channels: batch norm, and sums, differences, products and quotients with a constant. It goes into the
// convolution or linear layer that it follows, or, ahead of all layers, into the normalisation of the pixels.
import type { Affine, Feature } from "../feature.js";
import type { NetworkReader, Operator } from "../network-reader.js";
import type { OnnxNode } from "../onnx-node.js";

const DEFAULT_EPSILON = 0.00001;

export const batchNormalization: Operator = {
  attributes: ["consumed_inputs", "epsilon", "is_test", "momentum", "spatial", "training_mode"],
  write: writeNorm,
};

/** @param of what a constant c does to x, as scale and shift; `isFirst`: is it c op x? */
const withConstant = (of: (constant: number, isFirst: boolean) => readonly [scale: number, shift: number] | null): Operator => ({
  attributes: ["axis", "broadcast", "consumed_inputs"],
  write: (node, reader) => {
    const at = reader.isConstant(node, 0) ? 0 : 1;
    if (!reader.isConstant(node, at)) throw node.problem("is known with a constant only", node.inputs.join(", "), "one constant");
    const x = reader.feature(node, 1 - at);
    const pairs = perChannel(node, reader, at, x).map((constant) => of(constant, at === 0));
    if (pairs.some((pair) => pair === null)) throw node.problem("divides a constant by a map", node.inputs.join(", "));
    return applied(node, reader, x, { scale: pairs.map((pair) => pair![0]), shift: pairs.map((pair) => pair![1]) });
  },
});

export const addConstant = withConstant((constant) => [1, constant]);
export const sub = withConstant((constant, isFirst) => (isFirst ? [-1, constant] : [1, -constant]));
export const mul = withConstant((constant) => [constant, 0]);
export const div = withConstant((constant, isFirst) => (isFirst ? null : [1 / constant, 0]));

/** One number a channel, in the model's order. @throws ConfigError for a constant that differs from pixel to pixel */
function perChannel(node: OnnxNode, reader: NetworkReader, index: number, { dims }: Feature): readonly number[] {
  const { values, dims: own, name } = reader.numbers(node, index, "constant");
  const lead = dims.length - own.length;
  const isByChannel = lead >= 0 && own.every((size, axis) => size === 1 || (axis + lead === 1 && size === dims[1]));
  if (!isByChannel || node.has("axis")) {
    const allowed = `one number, or ${dims[1]} along axis 1 of ${dims.length}`;
    throw node.problem(`its constant ${name} is not one number a channel`, `[${own.join(", ")}]`, allowed);
  }
  return Array.from({ length: dims[1]! }, (_, c) => values[values.length === 1 ? 0 : c]!);
}

function writeNorm(node: OnnxNode, reader: NetworkReader): Feature {
  const x = reader.feature(node, 0);
  const channels = x.dims[1]!;
  if (node.integer("spatial", 1) !== 1) throw node.problem("normalises every pixel apart", "spatial 0", "spatial 1");
  const [scale, shift, mean, variance] = ["scale", "shift", "mean", "variance"].map((what, n) => {
    const { values, name } = reader.numbers(node, n + 1, what);
    if (values.length === channels) return values;
    throw node.problem(`its ${what} ${name} does not fit its input`, `${values.length} values`, String(channels));
  }) as [ArrayLike<number>, ArrayLike<number>, ArrayLike<number>, Float32Array];
  const negative = variance.findIndex((value) => value < 0);
  if (negative >= 0) throw node.problem(`its variance ${node.inputs[4]} is negative`, `${variance[negative]} at ${negative}`, "0 and more");
  const epsilon = node.float("epsilon", DEFAULT_EPSILON);
  const factors = Array.from(variance, (value, c) => scale[c]! / Math.sqrt(value + epsilon));
  if (node.integer("training_mode", 0) !== 0 || node.outputs.filter((value) => value !== "").length > 1) {
    reader.notes.push(`node ${node.label} was exported in training mode: its running mean and variance are taken`);
  }
  return applied(node, reader, x, { scale: factors, shift: factors.map((factor, c) => shift[c]! - mean[c]! * factor) });
}

/** The channels of x scaled and shifted, in the layer that makes x. */
function applied(node: OnnxNode, reader: NetworkReader, x: Feature, { scale, shift }: Affine): Feature {
  const wrong = [...scale, ...shift].find((value) => !Number.isFinite(Math.fround(value)));
  if (wrong !== undefined) throw node.problem("scales or shifts a channel beyond all numbers", String(wrong), "finite float32");
  if (scale.every((value) => value === 1) && shift.every((value) => value === 0)) return x;
  if (x.pixels !== null) return onPixels(node, x, x.pixels, { scale, shift });
  const norm = reader.norms.get(x.tensor);
  const isFlat = x.shape.channels === x.dims[1];
  if (!reader.isOpen(x) || !isFlat || (norm === undefined && !reader.biases.has(x.tensor))) {
    throw node.problem("must directly follow a convolution or linear layer, and be the only reader of its sums", node.inputs.join(", "));
  }
  x.order.forEach((channel, at) => {
    if (norm === undefined) scaleLinear(reader, x.tensor, at, scale[channel]!, shift[channel]!);
    else {
      norm.factor[at]! *= scale[channel]!;
      norm.shift[at] = norm.shift[at]! * scale[channel]! + shift[channel]!;
    }
  });
  return { ...x, isRectified: false };
}

function scaleLinear(reader: NetworkReader, id: string, output: number, scale: number, shift: number): void {
  const [weights, biases] = [reader.weights.get(id)!, reader.biases.get(id)!];
  const inputs = weights.length / biases.length;
  for (let at = output * inputs; at < (output + 1) * inputs; at += 1) weights[at]! *= scale;
  biases[output] = biases[output]! * scale + shift;
}

function onPixels(node: OnnxNode, x: Feature, pixels: Affine, { scale, shift }: Affine): Feature {
  const zero = scale.findIndex((value) => value === 0);
  if (zero >= 0) throw node.problem("takes a channel of the image away", `scale 0 of channel ${zero}`, "other scales");
  const by = (values: readonly number[]): number[] => values.map((value, c) => value * scale[c]!);
  return { ...x, pixels: { scale: by(pixels.scale), shift: by(pixels.shift).map((value, c) => value + shift[c]!) } };
}
