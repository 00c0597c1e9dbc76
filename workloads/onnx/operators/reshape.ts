// Changes of shape that leave every number in its place: between map, vector with axes of size 1, and vector.
import { elementCount } from "../tensor-values.js";
import type { Feature } from "../feature.js";
import { reshapedDims, squeezedDims, unsqueezedDims } from "../folding/shape-rules.js";
import type { NetworkReader, Operator } from "../network-reader.js";
import type { OnnxNode } from "../onnx-node.js";

type ShapeRule = (node: OnnxNode, dims: readonly number[], reader: NetworkReader) => readonly number[];

const reshaping = (attributes: readonly string[], dimsOf: ShapeRule): Operator => ({
  attributes,
  write: (node, reader) => {
    const x = reader.feature(node, 0);
    return reshaped(node, x, dimsOf(node, x.dims, reader));
  },
});

export const flatten = reshaping(["axis"], (node, dims) => {
  const axis = node.integer("axis", 1);
  const from = axis < 0 ? axis + dims.length : axis;
  return [elementCount(dims.slice(0, from)), elementCount(dims.slice(from))];
});

export const reshape = reshaping(["allowzero", "shape", "consumed_inputs"],
  (node, dims, reader) => reshapedDims(node, dims, reader.list(node, 1, "shape") ?? []));

/** Without axes all of size 1 go; never the batch, which is open. */
export const squeeze = reshaping(["axes"], (node, dims, reader) => {
  const axes = reader.list(node, 1, "axes") ?? dims.flatMap((size, axis) => (size === 1 && axis > 0 ? [axis] : []));
  return squeezedDims(node, dims, axes);
});

export const unsqueeze = reshaping(["axes"], (node, dims, reader) => unsqueezedDims(node, dims, reader.list(node, 1, "axes") ?? []));

export const transpose = reshaping(["perm"], (node, dims) => {
  const order = node.integers("perm", dims.map((_, axis) => dims.length - 1 - axis));
  if (order.every((axis, n) => axis === n)) return dims;
  throw node.problem("exchanges axes", order.join(", "), "channels, height and width in the order that convolutions have");
});

/** @throws ConfigError where numbers would come to lie in other images or channels */
function reshaped(node: OnnxNode, x: Feature, dims: readonly number[]): Feature {
  const { channels, height, width } = x.shape;
  const [batch, count] = [x.dims[0]!, channels * height * width];
  const shapes = [[batch, count], [batch, count, 1], [batch, count, 1, 1], [batch, channels, height, width]];
  if (shapes.some((shape) => shape.join() === dims.join())) return { ...x, dims };
  const allowed = `[${batch}, ${count}], ${batch} being the batch`;
  throw node.problem("only an image's numbers in one row, and back, are known", `[${dims.join(", ")}]`, allowed);
}
