// Operators that leave the numbers as they are: Identity, Dropout (which does something in training only), Cast between kinds of
// floating-point numbers, and the Softmax behind the scores, which are what we want.
import type { Feature } from "../feature.js";
import type { NetworkReader, Operator } from "../network-reader.js";
import type { OnnxNode } from "../onnx-node.js";
import { typeName } from "../tensor-values.js";

export const identity: Operator = { attributes: [], write: (node, reader) => reader.viewed(node, 0) };

export const dropout: Operator = {
  attributes: ["consumed_inputs", "is_test", "ratio", "seed"],
  write: (node, reader) => {
    const trains = node.hasInput(2) && reader.isConstant(node, 2) && reader.constant(node, 2, "training mode").values[0] !== 0;
    if (trains) reader.notes.push(`node ${node.label} was exported in training mode: it is left out`);
    return reader.viewed(node, 0);
  },
};

export const cast: Operator = {
  attributes: ["round_mode", "saturate", "to"],
  write: (node, reader) => {
    const to = node.integer("to", 0);
    if (["float16", "float32", "float64", "bfloat16"].includes(typeName(to))) return reader.viewed(node, 0);
    throw node.problem("rounds what comes from the image", typeName(to), "floating point");
  },
};

export const softmax: Operator = { attributes: ["axis"], write: writeSoftmax };

/** What may stand between the scores and the output. */
const SHAPES_ONLY: ReadonlySet<string> = new Set(["Cast", "Flatten", "Identity", "Reshape", "Squeeze", "Unsqueeze"]);

function writeSoftmax(node: OnnxNode, reader: NetworkReader): Feature {
  const x = reader.feature(node, 0);
  const axis = node.integer("axis", x.dims.length > 2 ? 1 : -1);
  const isClasses = (axis < 0 ? axis + x.dims.length : axis) === 1 && x.shape.height === 1 && x.shape.width === 1;
  const behind = reader.graph.nodes.slice(reader.graph.nodes.indexOf(node) + 1);
  const wrong = behind.find(({ op }) => !SHAPES_ONLY.has(op));
  if (wrong !== undefined) throw node.problem("is known at the end only", `${wrong.label} behind it`, "the end of the model");
  if (!isClasses) throw node.problem("must be over the classes", `axis ${axis} of [${x.dims.join(", ")}]`, "axis 1");
  reader.notes.push(`node ${node.label} at the end is left out: the scores are what goes into it`);
  return x;
}
