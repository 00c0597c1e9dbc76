// Add: of a constant, or of a block's branch and its shortcut: the same tensor, a convolution, or option A (every n-th pixel, channels of
// zeros before and behind). Channels of the branch are reordered so that the shortcut's are the first.
import { isNatural, type Feature, type View } from "../feature.js";
import type { NetworkReader, Operator } from "../network-reader.js";
import type { OnnxNode } from "../onnx-node.js";
import { addConstant } from "./affine.js";

export const add: Operator = {
  attributes: addConstant.attributes,
  write: (node, reader) => {
    const isConstant = reader.isConstant(node, 0) || reader.isConstant(node, 1);
    return isConstant ? addConstant.write(node, reader) : writeSum(node, reader);
  },
};

const WHOLE: Pick<View, "strides" | "front" | "back" | "pads"> = { strides: [1, 1], front: 0, back: 0, pads: [0, 0, 0, 0] };

function writeSum(node: OnnxNode, reader: NetworkReader): Feature {
  const [main, side] = branchesOf(node, reader);
  const { strides: [down, across], front, back, pads } = side.view ?? WHOLE;
  if (main.dims.join() !== side.dims.join()) throw node.problem("adds maps of different sizes", side.dims.join("x"), main.dims.join("x"));
  if (down !== across || pads.some((pad) => pad > 0)) {
    const message = "its shortcut must take every n-th pixel in both directions alike, without zeros around";
    throw node.problem(message, `every ${down}, ${across}, pads ${pads.join(", ")}`, "equal steps, no pads");
  }
  const aligned = side.order.map((channel) => channel + front);
  const order = [...aligned, ...from(0, front), ...from(front + aligned.length, back)];
  const sum = reordered(node, main, order, reader);
  const id = reader.nameOf(node);
  reader.push({ kind: "add", id, input: sum.tensor, shortcut: side.tensor, shortcutStride: down });
  return { ...sum, tensor: id };
}

const from = (first: number, count: number): number[] => Array.from({ length: count }, (_, n) => first + n);

/** The branch that is added to: a convolution whose sums nothing else reads; the other one is the shortcut. */
function branchesOf(node: OnnxNode, reader: NetworkReader): readonly [Feature, Feature] {
  const [a, b] = [reader.viewed(node, 0), reader.viewed(node, 1)];
  const isMain = (x: Feature): boolean => x.view === null && reader.norms.has(x.tensor) && reader.isOpen(x) && x.dims.length === 4;
  if (a.pixels !== null || b.pixels !== null) {
    throw node.problem("adds the image itself to a branch", node.inputs.join(", "), "maps that layers made");
  }
  if (isMain(a) && a.tensor !== b.tensor) return [a, b];
  if (isMain(b) && a.tensor !== b.tensor) return [b, a];
  throw node.problem("one of its branches must end in a convolution (or its batch norm) that nothing else reads", node.inputs.join(", "));
}

/** The convolution and batch norm behind x make their channels in another order. */
function reordered(node: OnnxNode, x: Feature, order: readonly number[], reader: NetworkReader): Feature {
  if (order.length !== x.order.length) throw node.problem("adds another number of channels", String(order.length), String(x.order.length));
  if (order.join() === x.order.join()) return x;
  if (!isNatural(x.order)) throw node.problem("its channels cannot be brought into the order of the shortcut that is added to them");
  const convolution = reader.nodes.find(({ id }) => id === x.tensor)!.input;
  const [weights, norm] = [reader.weights.get(convolution)!, reader.norms.get(x.tensor)!];
  const each = weights.length / order.length;
  const rows = order.map((channel) => weights.slice(channel * each, (channel + 1) * each));
  rows.forEach((row, at) => { weights.set(row, at * each); });
  const moved = (values: Float64Array): Float64Array => Float64Array.from(order, (channel) => values[channel]!);
  reader.norms.set(x.tensor, { factor: moved(norm.factor), shift: moved(norm.shift) });
  return { ...x, order };
}
