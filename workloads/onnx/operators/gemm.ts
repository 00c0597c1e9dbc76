// The linear layer: Gemm, or MatMul with or without the Add of a constant bias behind it.
import type { OnnxNode } from "../graph.js";
import type { Feature, NetworkReader } from "../network-reader.js";

export function writeGemm(node: OnnxNode, reader: NetworkReader): Feature {
  const scale = (name: string): number => node.attributes.get(name)?.f ?? 1;
  if (scale("alpha") !== 1 || scale("beta") !== 1 || reader.integer(node, "transA", 0) !== 0) throw reader.problem(node, "must be a plain linear layer", `alpha ${scale("alpha")}, beta ${scale("beta")}`, "alpha 1, beta 1, transA 0");
  return writeLinear(node, reader, reader.integer(node, "transB", 0) === 1, node.inputs.length > 2 ? reader.floats(node, 2, "bias") : null);
}

export const writeMatMul = (node: OnnxNode, reader: NetworkReader): Feature => writeLinear(node, reader, false, null);

/** The MatMul to which an Add adds a constant, and that constant's place among the Add's inputs; null when it does something else. */
export function biasOfMatMul(add: OnnxNode, reader: NetworkReader): { readonly matMul: OnnxNode; readonly bias: number } | null {
  const bias = add.inputs.findIndex((name) => reader.graph.constants.has(name));
  const other = add.inputs[1 - bias] ?? "";
  const matMul = bias < 0 ? undefined : reader.graph.makers.get(other);
  return matMul?.op === "MatMul" && reader.isSoleReader(other) ? { matMul, bias } : null;
}

export const writeMatMulWithBias = ({ matMul, bias }: { readonly matMul: OnnxNode; readonly bias: number }, add: OnnxNode, reader: NetworkReader): Feature =>
  writeLinear(matMul, reader, false, reader.floats(add, bias, "bias"));

/** @param isTransposed weights are [out][in], else [in][out] */
function writeLinear(node: OnnxNode, reader: NetworkReader, isTransposed: boolean, bias: Float32Array | null): Feature {
  const x = reader.feature(node.inputs[0]!);
  const { dims, values } = reader.constant(node, 1, "weight");
  const [outputs, inputs] = (isTransposed ? dims : [dims[1], dims[0]]) as [number, number];
  if (dims.length !== 2 || inputs !== x.order.length) throw reader.problem(node, "its weight does not fit its input", dims.join("x"), `${x.order.length} inputs`);
  if (bias !== null && bias.length !== outputs) throw reader.problem(node, "its bias does not fit its weight", String(bias.length), String(outputs));
  const weights = new Float32Array(outputs * inputs);
  for (let o = 0; o < outputs; o += 1) x.order.forEach((channel, i) => { weights[o * inputs + i] = values[isTransposed ? o * inputs + channel : channel * outputs + o]!; });
  const id = reader.nameOf(node);
  reader.weights.set(id, weights);
  reader.biases.set(id, bias ?? new Float32Array(outputs));
  reader.nodes.push({ kind: "linear", id, input: x.tensor, outFeatures: outputs });
  return { tensor: id, order: Array.from({ length: outputs }, (_, n) => n), shape: { channels: outputs, height: 1, width: 1 } };
}
