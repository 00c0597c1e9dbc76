// Gemm as a linear layer.
import type { OnnxNode } from "../graph.js";
import type { Feature, NetworkReader } from "../network-reader.js";

export function writeGemm(node: OnnxNode, reader: NetworkReader): Feature {
  const x = reader.feature(node.inputs[0]!);
  const scale = (name: string): number => node.attributes.get(name)?.f ?? 1;
  if (scale("alpha") !== 1 || scale("beta") !== 1 || reader.integer(node, "transA", 0) !== 0) throw reader.problem(node, "must be a plain linear layer", `alpha ${scale("alpha")}, beta ${scale("beta")}`, "alpha 1, beta 1, transA 0");
  const { dims, values } = reader.constant(node, 1, "weight");
  const isTransposed = reader.integer(node, "transB", 0) === 1;
  const [outputs, inputs] = (isTransposed ? dims : [dims[1], dims[0]]) as [number, number];
  if (inputs !== x.order.length) throw reader.problem(node, "its weight does not fit its input", `${inputs} columns`, `${x.order.length}`);
  const weights = new Float32Array(outputs * inputs);
  for (let o = 0; o < outputs; o += 1) x.order.forEach((channel, i) => { weights[o * inputs + i] = values[isTransposed ? o * inputs + channel : channel * outputs + o]!; });
  const id = reader.nameOf(node);
  reader.weights.set(id, weights);
  reader.biases.set(id, node.inputs.length > 2 ? reader.floats(node, 2, "bias") : new Float32Array(outputs));
  reader.nodes.push({ kind: "linear", id, input: x.tensor, outFeatures: outputs });
  return { tensor: id, order: Array.from({ length: outputs }, (_, n) => n), shape: { channels: outputs, height: 1, width: 1 } };
}
