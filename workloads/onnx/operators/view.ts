// Slice, Pad and Concat with zeros: what a shortcut of option A (He et al.) and padding ahead of a convolution are written with. They have
// no layer of their own: the addition or convolution behind takes them in.
import type { Feature, View } from "../feature.js";
import { axisOf } from "../folding/folder.js";
import { sliceRange } from "../folding/layout.js";
import type { NetworkReader, Operator } from "../network-reader.js";
import type { OnnxNode } from "../onnx-node.js";

export const slice: Operator = { attributes: ["axes", "ends", "starts"], write: writeSlice };
export const pad: Operator = { attributes: ["mode", "pads", "paddings", "value"], write: writePad };
export const concat: Operator = { attributes: ["axis"], write: writeConcat };

const plain = (node: OnnxNode): View => ({ label: node.label, strides: [1, 1], front: 0, back: 0, pads: [0, 0, 0, 0] });

const isPadded = ({ pads }: View): boolean => pads.some((pad) => pad > 0);

/** The input of a convolution: a tensor, with zeros around it at most. */
export function onlyPadded(node: OnnxNode, reader: NetworkReader): Feature {
  const x = reader.viewed(node, 0);
  const { view } = x;
  const isOnlyPadded = view !== null && view.front === 0 && view.back === 0 && view.strides.every((stride) => stride === 1);
  return isOnlyPadded ? x : reader.feature(node, 0);
}

/** Every n-th pixel from the first on; two Slices, one a direction, give the same. */
function writeSlice(node: OnnxNode, reader: NetworkReader): Feature {
  const x = reader.viewed(node, 0);
  const view = x.view ?? plain(node);
  const [starts, ends] = [reader.list(node, 1, "starts") ?? [], reader.list(node, 2, "ends") ?? []];
  const axes = (reader.list(node, 3, "axes") ?? starts.map((_, n) => n)).map((axis) => axisOf(node, axis, x.dims.length));
  const steps = reader.list(node, 4, "steps") ?? starts.map(() => 1);
  const dims = [...x.dims];
  const strides: [number, number] = [...view.strides];
  axes.forEach((axis, n) => {
    const [size, step] = [dims[axis]!, steps[n] ?? 1];
    const { first, count } = sliceRange(starts[n] ?? 0, ends[n] ?? 0, step, size);
    const isWhole = step > 0 && first === 0 && count === Math.ceil(size / step);
    if (!isWhole || (step !== 1 && (axis < 2 || x.dims.length !== 4 || isPadded(view)))) {
      const found = `axis ${axis} from ${starts[n] ?? "?"} to ${ends[n] ?? "?"} by ${step} of ${size}`;
      throw node.problem("only a slice that takes every n-th pixel of a shortcut is known", found, "all rows or columns, by any step");
    }
    dims[axis] = count;
    if (axis >= 2) strides[axis - 2]! *= step;
  });
  return dims.join() === x.dims.join() ? x : { ...x, dims, view: { ...view, label: node.label, strides } };
}

function writePad(node: OnnxNode, reader: NetworkReader): Feature {
  const x = reader.viewed(node, 0);
  const rank = x.dims.length;
  const stated = reader.list(node, 1, "pads") ?? node.integers("paddings", []);
  const axes = (reader.list(node, 3, "axes") ?? x.dims.map((_, axis) => axis)).map((axis) => axisOf(node, axis, rank));
  if (stated.length !== 2 * axes.length) {
    throw node.problem("states another number of pads than sides", stated.join(", "), `${2 * axes.length} numbers`);
  }
  const [before, after] = [x.dims.map(() => 0), x.dims.map(() => 0)];
  axes.forEach((axis, n) => { [before[axis], after[axis]] = [stated[n]!, stated[n + axes.length]!]; });
  if ([...before, ...after].every((pad) => pad === 0)) return x;
  const [mode, value] = [node.text("mode", "constant"), reader.number(node, 2, "value", 0)];
  const view = x.view ?? plain(node);
  const isKnown = rank === 4 && [...before, ...after].every((pad) => pad >= 0) && before[0] === 0 && after[0] === 0;
  if (!isKnown || value !== 0 || mode !== "constant") {
    const found = `pads ${stated.join(", ")} of axes ${axes.join(", ")}, value ${value}, mode ${mode}`;
    const allowed = "pads of 0 and more, value 0, mode constant";
    throw node.problem("only zeros around the pixels or the channels of a map are known", found, allowed);
  }
  const [top, left, bottom, right] = view.pads;
  return {
    ...x, dims: x.dims.map((size, axis) => size + before[axis]! + after[axis]!),
    view: {
      ...view, label: node.label, front: view.front + before[1]!, back: view.back + after[1]!,
      pads: [top + before[2]!, left + before[3]!, bottom + after[2]!, right + after[3]!],
    },
  };
}

/** Channels of zeros before and behind one map. */
function writeConcat(node: OnnxNode, reader: NetworkReader): Feature {
  const maps = node.inputs.flatMap((_, index) => (reader.isConstant(node, index) ? [] : [index]));
  if (maps.length !== 1) throw node.problem("puts maps together", `${maps.length} of them`, "one map, and constants of zeros");
  const at = maps[0]!;
  const x = reader.viewed(node, at);
  const axis = axisOf(node, node.integer("axis", 1), x.dims.length);
  if (axis !== 1) throw node.problem("only channels can be put together", `axis ${axis}`, "axis 1");
  const zeros = node.inputs.map((_, index) => (index === at ? 0 : zeroChannels(node, reader, index, x.dims)));
  const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);
  const [front, back] = [sum(zeros.slice(0, at)), sum(zeros.slice(at))];
  const view = x.view ?? plain(node);
  const dims = x.dims.map((size, n) => (n === 1 ? size + front + back : size));
  return { ...x, dims, view: { ...view, label: node.label, front: view.front + front, back: view.back + back } };
}

function zeroChannels(node: OnnxNode, reader: NetworkReader, index: number, like: readonly number[]): number {
  const { values, dims, name } = reader.constant(node, index, "constant part");
  const fits = dims.length === like.length && dims.every((size, axis) => axis === 1 || size === like[axis]);
  if (!fits) throw node.problem(`its constant ${name} does not fit the map`, `[${dims.join(", ")}]`, `[${like.join(", ")}], any channels`);
  const other = values.find((value) => value !== 0);
  if (other !== undefined) throw node.problem(`its constant ${name} is not zero`, String(other), "zeros");
  return dims[1]!;
}
