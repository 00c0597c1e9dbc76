// The linear layer: Gemm, or MatMul; the Add of a constant behind either goes into its bias.
import { naturalOrder, type Feature } from "../feature.js";
import type { NetworkReader, Operator } from "../network-reader.js";
import type { OnnxNode } from "../onnx-node.js";
import type { Constant } from "../tensor-values.js";

export const gemm: Operator = { attributes: ["alpha", "beta", "broadcast", "transA", "transB"], write: writeGemm };
export const matMul: Operator = { attributes: [], write: (node, reader) => writeLinear(node, reader, false, 1, null) };

function writeGemm(node: OnnxNode, reader: NetworkReader): Feature {
  if (node.integer("transA", 0) !== 0) throw node.problem("transposes what comes from the image", "transA 1", "transA 0");
  const bias = node.hasInput(2) ? reader.numbers(node, 2, "bias") : null;
  if (bias !== null && bias.dims.slice(0, -1).some((size) => size !== 1)) {
    throw node.problem("its bias differs from image to image", `[${bias.dims.join(", ")}]`, "one value a class");
  }
  const beta = node.float("beta", 1);
  const scaled = bias === null ? null : bias.values.map((value) => value * beta);
  return writeLinear(node, reader, node.integer("transB", 0) !== 0, node.float("alpha", 1), scaled);
}

type Numbers = Constant["values"];

/**
 * @param isTransposed weights are [out][in], else [in][out]
 * @param bias a value an output, or one for all
 */
function writeLinear(node: OnnxNode, reader: NetworkReader, isTransposed: boolean, alpha: number, bias: Numbers | null): Feature {
  const x = vectorOf(node, reader);
  const { dims, values } = reader.numbers(node, 1, "weight");
  const [outputs, inputs] = (isTransposed ? dims : [dims[1], dims[0]]) as [number, number];
  if (dims.length !== 2 || inputs !== x.order.length || outputs < 1) {
    throw node.problem("its weight does not fit its input", `[${dims.join(", ")}]`, `${x.order.length} inputs`);
  }
  if (bias !== null && bias.length !== outputs && bias.length !== 1) {
    throw node.problem("its bias does not fit its weight", `${bias.length} values`, String(outputs));
  }
  const weights = new Float32Array(outputs * inputs);
  for (let o = 0; o < outputs; o += 1) {
    x.order.forEach((channel, i) => { weights[o * inputs + i] = alpha * values[isTransposed ? o * inputs + channel : channel * outputs + o]!; });
  }
  const id = reader.nameOf(node);
  reader.weights.set(id, weights);
  reader.biases.set(id, Float32Array.from({ length: outputs }, (_, o) => bias?.[bias.length === 1 ? 0 : o] ?? 0));
  reader.push({ kind: "linear", id, input: x.tensor, outFeatures: outputs });
  const shape = { channels: outputs, height: 1, width: 1 };
  return { tensor: id, order: naturalOrder(outputs), shape, dims: [x.dims[0]!, outputs], view: null, isRectified: false, pixels: null };
}

/** A vector for every image; a map of one pixel becomes one. */
function vectorOf(node: OnnxNode, reader: NetworkReader): Feature {
  const x = reader.feature(node, 0);
  if (x.dims.length !== 2) throw node.problem("needs a vector for every image", `[${x.dims.join(", ")}]`, "[batch, features]");
  if (x.shape.height !== 1 || x.shape.width !== 1) {
    const message = "only what pooling has reduced to one value a channel can go into a linear layer";
    throw node.problem(message, `${x.shape.height}x${x.shape.width}`, "1x1");
  }
  return reader.averaged(node, x);
}
