// Add with its shortcut (or of the bias of a MatMul): the same tensor, a 1x1 convolution, or option A as exporters write it (Slice over height and width with a
// step, Pad with zero channels before and behind). Channels of the other branch are reordered so that the shortcut's are the first.
import type { OnnxNode } from "../graph.js";
import type { Feature, NetworkReader } from "../network-reader.js";
import { biasOfMatMul, writeMatMulWithBias } from "./gemm.js";

/** A value subsampled and padded with zero channels. */
interface Shortcut {
  readonly value: string;
  readonly stride: number;
  readonly front: number;
  readonly back: number;
}

export function writeAdd(node: OnnxNode, reader: NetworkReader, wanted: readonly number[] | null): Feature {
  const linear = biasOfMatMul(node, reader);
  if (linear !== null) return writeMatMulWithBias(linear, node, reader);
  const [main, side] = branchesOf(node, reader);
  const shortcut = shortcutOf(side, reader);
  const source = reader.feature(shortcut.value);
  const aligned = source.order.map((channel) => channel + shortcut.front);
  const zeros = [...count(shortcut.front, 0), ...count(shortcut.back, shortcut.front + aligned.length)];
  const order = [...aligned, ...zeros];
  const sum = reader.feature(main, order);
  const size = (length: number): number => Math.ceil(length / shortcut.stride);
  if (size(source.shape.height) !== sum.shape.height || size(source.shape.width) !== sum.shape.width) {
    throw reader.problem(node, "adds maps of different sizes", `${source.shape.height}x${source.shape.width} by ${shortcut.stride}`, `${sum.shape.height}x${sum.shape.width}`);
  }
  if (wanted !== null && wanted.join() !== order.join()) throw reader.problem(node, "its channels cannot be brought into the order of the shortcut that is added to them");
  const id = reader.nameOf(node);
  reader.nodes.push({ kind: "add", id, input: sum.tensor, shortcut: source.tensor, shortcutStride: shortcut.stride });
  return { ...sum, tensor: id };
}

const count = (length: number, from: number): number[] => Array.from({ length }, (_, n) => from + n);

const PRODUCERS: ReadonlySet<string> = new Set(["Conv", "BatchNormalization"]);

/** The branch that is added to: a convolution that nothing else reads; the other one is the shortcut. */
function branchesOf(node: OnnxNode, reader: NetworkReader): readonly [string, string] {
  const [a, b] = node.inputs as [string, string];
  const isMain = (value: string): boolean => PRODUCERS.has(reader.graph.makers.get(value)?.op ?? "") && reader.isSoleReader(value);
  if (isMain(a)) return [a, b];
  if (isMain(b)) return [b, a];
  throw reader.problem(node, "one of its branches must end in a convolution (or its batch norm) that nothing else reads");
}

/** Follows Slice and Pad back to the value they start from. */
function shortcutOf(value: string, reader: NetworkReader): Shortcut {
  const node = reader.graph.makers.get(value);
  if (node?.op === "Slice") return sliced(node, shortcutOf(node.inputs[0]!, reader), reader);
  if (node?.op === "Pad") return padded(node, shortcutOf(node.inputs[0]!, reader), reader);
  return { value, stride: 1, front: 0, back: 0 };
}

const list = (node: OnnxNode, reader: NetworkReader, input: number, attribute: string, fallback: readonly number[]): readonly number[] => {
  if (node.inputs[input] !== undefined && node.inputs[input] !== "") return [...reader.constant(node, input, attribute).values];
  return reader.integers(node, attribute, fallback);
};

/** Every s-th pixel in both directions; two Slices, one a direction, give the same. */
function sliced(node: OnnxNode, from: Shortcut, reader: NetworkReader): Shortcut {
  const starts = list(node, reader, 1, "starts", []);
  const axes = list(node, reader, 3, "axes", starts.map((_, n) => n));
  const ends = list(node, reader, 2, "ends", []);
  const steps = list(node, reader, 4, "steps", starts.map(() => 1));
  const wide = ends.every((end) => end >= reader.input.height * reader.input.width);
  const strides = axes.flatMap((axis, n) => (axis >= 2 ? [steps[n]!] : []));
  const onlySpatial = axes.every((axis, n) => axis >= 2 || steps[n] === 1) && starts.every((start) => start === 0);
  if (!wide || !onlySpatial || strides.some((stride) => stride !== strides[0])) {
    throw reader.problem(node, "only a slice that takes every n-th pixel of a shortcut is known", `axes ${axes.join(", ")}, starts ${starts.join(", ")}, steps ${steps.join(", ")}`, "axes 2, 3 from 0 to the end, equal steps");
  }
  // A Slice along one direction leaves its twin to do the other; both state the same step.
  return { ...from, stride: Math.max(from.stride, strides[0] ?? 1) };
}

function padded(node: OnnxNode, from: Shortcut, reader: NetworkReader): Shortcut {
  const pads = list(node, reader, 1, "pads", []);
  const mode = new TextDecoder().decode(node.attributes.get("mode")?.s ?? new Uint8Array(0));
  const hasValue = node.inputs[2] !== undefined && node.inputs[2] !== "";
  const value = hasValue ? reader.constant(node, 2, "value").values[0]! : (node.attributes.get("value")?.f ?? 0);
  const onlyChannels = pads.length === 8 && pads.every((pad, n) => pad === 0 || (n % 4 === 1 && pad > 0));
  if (!onlyChannels || value !== 0 || (mode !== "" && mode !== "constant")) {
    throw reader.problem(node, "only zero channels padded to a shortcut are known", `pads ${pads.join(", ")}, value ${value}${mode === "" ? "" : `, mode ${mode}`}`, "pads of the channels, value 0");
  }
  return { ...from, front: from.front + pads[1]!, back: from.back + pads[5]! };
}

/** Slice and Pad have no node of their own: the addition behind them takes them in. */
export function partOfShortcut(node: OnnxNode, reader: NetworkReader): Feature {
  throw reader.problem(node, "is known only in a shortcut that ends in an Add");
}
