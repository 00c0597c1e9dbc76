// Relu, and Clip from zero to a number or without end.
import type { Feature } from "../feature.js";
import type { NetworkReader, Operator } from "../network-reader.js";
import type { OnnxNode } from "../onnx-node.js";

export const relu: Operator = { attributes: ["consumed_inputs"], write: (node, reader) => rectified(node, reader, Infinity) };

export const clip: Operator = {
  attributes: ["consumed_inputs", "max", "min"],
  write: (node, reader) => {
    const [least, most] = [reader.number(node, 1, "min", -Infinity), reader.number(node, 2, "max", Infinity)];
    if (least === -Infinity && most === Infinity) return reader.feature(node, 0);
    if (least !== 0 || !(most > 0)) {
      throw node.problem("only a rectifier, from 0 to a number above it, is known", `${least} to ${most}`, "min 0, max above 0");
    }
    return rectified(node, reader, most);
  },
};

/** Nodes whose sums a rectifier may stand behind. */
const SUMS: ReadonlySet<string> = new Set(["add", "batch-norm", "linear"]);

function rectified(node: OnnxNode, reader: NetworkReader, most: number): Feature {
  const x = reader.feature(node, 0);
  if (x.isRectified && most === Infinity) return x;
  if (x.isRectified && reader.kindOf(x.tensor) === "relu" && reader.isOpen(x)) {
    reader.bound(x.tensor, most);
    return x;
  }
  const kind = reader.kindOf(x.tensor);
  if (kind === undefined || !SUMS.has(kind) || !reader.isOpen(x)) {
    const message = "must directly follow a convolution, a linear layer or an addition, and be its only reader";
    throw node.problem(message, node.inputs.join(", "));
  }
  const id = reader.nameOf(node);
  reader.push({ kind: "relu", id, input: x.tensor, ...(most === Infinity ? {} : { most }) });
  return { ...x, tensor: id, isRectified: true };
}
