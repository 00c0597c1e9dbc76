// The linear layer: Gemm, or MatMul; the Add of a constant behind either goes into its bias.
import { naturalOrder, type Feature } from "../feature.js";
import type { NetworkReader, Operator } from "../network-reader.js";
import type { OnnxNode } from "../onnx-node.js";
import type { Constant } from "../tensor-values.js";
import { convolved, inOrder } from "./convolution.js";

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
  const x = reader.feature(node, 0);
  const { dims, values } = reader.numbers(node, 1, "weight");
  const [outputs, inputs] = (isTransposed ? dims : [dims[1], dims[0]]) as [number, number];
  if (x.dims.length !== 2) throw node.problem("needs a vector for every image", `[${x.dims.join(", ")}]`, "[batch, features]");
  if (dims.length !== 2 || inputs !== x.dims[1] || outputs < 1) {
    throw node.problem("its weight does not fit its input", `[${dims.join(", ")}]`, `${x.dims[1]} inputs`);
  }
  if (bias !== null && bias.length !== outputs && bias.length !== 1) {
    throw node.problem("its bias does not fit its weight", `${bias.length} values`, String(outputs));
  }
  const rows = Float32Array.from({ length: outputs * inputs }, (_, at) => {
    const [o, i] = [Math.floor(at / inputs), at % inputs];
    return alpha * values[isTransposed ? at : i * outputs + o]!;
  });
  const biases = Float32Array.from({ length: outputs }, (_, o) => bias?.[bias.length === 1 ? 0 : o] ?? 0);
  if (x.shape.height > 1 || x.shape.width > 1) return onMap(node, reader, x, rows, biases);
  return onVector(node, reader, reader.averaged(node, x), rows, biases);
}

/** @param rows weights [out][in] in the model's order */
function onVector(node: OnnxNode, reader: NetworkReader, x: Feature, rows: Float32Array, biases: Float32Array): Feature {
  const id = reader.nameOf(node);
  const outputs = biases.length;
  reader.weights.set(id, inOrder(rows, outputs, x.order, 1));
  reader.biases.set(id, biases);
  reader.push({ kind: "linear", id, input: x.tensor, outFeatures: outputs });
  const shape = { channels: outputs, height: 1, width: 1 };
  return { tensor: id, order: naturalOrder(outputs), shape, dims: [x.dims[0]!, outputs], view: null, isRectified: false, pixels: null };
}

/** A whole map in one row is what a convolution reads whose kernel is as large as the map. */
function onMap(node: OnnxNode, reader: NetworkReader, x: Feature, rows: Float32Array, bias: Float32Array): Feature {
  const { height, width } = x.shape;
  if (height !== width) throw node.problem("reads a map in one row that is not square", `${height}x${width}`, "as high as wide");
  const window = { kernel: height, stride: 1, padding: 0 };
  const values = inOrder(rows, bias.length, x.order, height ** 2);
  return { ...convolved(node, reader, x, { window, outputs: bias.length, values, bias }), dims: [x.dims[0]!, bias.length] };
}
