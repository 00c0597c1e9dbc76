// Relu, and operators that leave the numbers as they are.
import type { OnnxNode } from "../graph.js";
import type { Feature, NetworkReader } from "../network-reader.js";

export function writeRelu(node: OnnxNode, reader: NetworkReader, wanted: readonly number[] | null): Feature {
  const x = reader.feature(node.inputs[0]!, wanted);
  const id = reader.nameOf(node);
  reader.nodes.push({ kind: "relu", id, input: x.tensor });
  return { ...x, tensor: id };
}

/** A change of shape between pooling and classifier: the same numbers. */
export function writeNothing(node: OnnxNode, reader: NetworkReader): Feature {
  const x = reader.feature(node.inputs[0]!);
  if (x.shape.height !== 1 || x.shape.width !== 1) throw reader.problem(node, "only what pooling has reduced to one value a channel can be flattened", `${x.shape.height}x${x.shape.width}`, "1x1");
  return x;
}

export function writeThrough(node: OnnxNode, reader: NetworkReader, wanted: readonly number[] | null): Feature {
  return reader.feature(node.inputs[0]!, wanted);
}
