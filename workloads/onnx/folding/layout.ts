// Operators that move numbers and leave them as they are: shapes, axes, pieces.
import { elementCount } from "../tensor-values.js";
import { axisOf, filled, integersOf, unfitting, type FoldContext, type Folded, type Folder } from "./folder.js";
import { reshapedDims, squeezedDims, unsqueezedDims } from "./shape-rules.js";
import { broadcast, broadcastDims, stepsOf, strided } from "./strided.js";

/** The same numbers in another shape. */
const reshaping = (dimsOf: (dims: readonly number[], context: FoldContext) => readonly number[]): Folder => (context) => {
  const { dims, values, isInteger } = context.input(0);
  return { dims: dimsOf(dims, context), values, isInteger };
};

function flattened(dims: readonly number[], { node }: FoldContext): readonly number[] {
  const stated = node.integer("axis", 1);
  const axis = stated === dims.length ? stated : axisOf(node, stated, dims.length);
  return [elementCount(dims.slice(0, axis)), elementCount(dims.slice(axis))];
}

function transpose(context: FoldContext): Folded {
  const { node } = context;
  const { dims, values, isInteger } = context.input(0);
  const order = node.integers("perm", dims.map((_, axis) => dims.length - 1 - axis));
  const axes = order.map((axis) => axisOf(node, axis, dims.length));
  if (new Set(axes).size !== dims.length) throw node.problem("does not name every axis once", order.join(", "), `${dims.length} axes`);
  const steps = stepsOf(dims);
  context.room(values.length);
  const to = axes.map((axis) => dims[axis]!);
  return { dims: to, values: strided(values, to, axes.map((axis) => steps[axis]!), 0), isInteger };
}

function slice(context: FoldContext): Folded {
  const { node } = context;
  const { dims, values, isInteger } = context.input(0);
  const [starts, ends] = [integersOf(context, 1, "starts") ?? [], integersOf(context, 2, "ends") ?? []];
  const axes = integersOf(context, 3, "axes") ?? starts.map((_, n) => n);
  const by = integersOf(context, 4, "steps") ?? starts.map(() => 1);
  const sizes = [starts, ends, axes, by].map((list) => list.length);
  if (new Set(sizes).size > 1) throw node.problem("states lists of different lengths", sizes.join(", "), "as many of each");
  const [to, steps] = [[...dims], stepsOf(dims)];
  let start = 0;
  axes.forEach((named, n) => {
    const axis = axisOf(node, named, dims.length);
    const { first, count } = sliceRange(starts[n]!, ends[n]!, by[n]!, dims[axis]!);
    start += first * steps[axis]!;
    steps[axis]! *= by[n]!;
    to[axis] = count;
  });
  context.room(elementCount(to));
  return { dims: to, values: strided(values, to, steps, start), isInteger };
}

/** Which indices of an axis a slice takes (ONNX: ends clamped, negative ones from the back). */
export function sliceRange(start: number, end: number, step: number, size: number): { readonly first: number; readonly count: number } {
  const [low, high] = step > 0 ? [0, size] : [-1, size - 1];
  const clamped = (value: number, least: number): number => Math.min(Math.max(value < 0 ? value + size : value, least), high);
  const [first, last] = [clamped(start, Math.max(low, 0)), clamped(end, low)];
  return { first, count: Math.max(0, Math.ceil((last - first) / step)) || 0 };
}

function concat(context: FoldContext): Folded {
  const { node } = context;
  const parts = node.inputs.map((_, index) => context.input(index));
  const first = parts[0]!;
  const axis = axisOf(node, node.integer("axis", 0), first.dims.length);
  const rank = first.dims.length;
  const fits = ({ dims }: Folded): boolean => dims.length === rank && dims.every((size, n) => n === axis || size === first.dims[n]);
  if (!parts.every(fits)) throw unfitting(node, parts);
  const to = first.dims.map((size, n) => (n === axis ? parts.reduce((sum, { dims }) => sum + dims[axis]!, 0) : size));
  const values = filled(first.values, context.room(elementCount(to)));
  const rows = elementCount(to.slice(0, axis));
  let at = 0;
  for (let row = 0; row < rows; row += 1) {
    for (const part of parts) {
      const length = part.values.length / rows;
      values.set(part.values.subarray(row * length, (row + 1) * length), at);
      at += length;
    }
  }
  return { dims: to, values, isInteger: parts.every(({ isInteger }) => isInteger) };
}

/** Pieces of an axis by their indices; a single index takes the axis away. */
function gather(context: FoldContext): Folded {
  const { node } = context;
  const [{ dims, values, isInteger }, indices] = [context.input(0), context.input(1)];
  const axis = axisOf(node, node.integer("axis", 0), dims.length);
  const size = dims[axis]!;
  const [rows, length] = [elementCount(dims.slice(0, axis)), elementCount(dims.slice(axis + 1))];
  const to = [...dims.slice(0, axis), ...indices.dims, ...dims.slice(axis + 1)];
  const result = filled(values, context.room(elementCount(to)));
  let at = 0;
  for (let row = 0; row < rows; row += 1) {
    for (const index of indices.values) {
      const from = row * size + axisIndex(context, index, size);
      result.set(values.subarray(from * length, (from + 1) * length), at);
      at += length;
    }
  }
  return { dims: to, values: result, isInteger };
}

function axisIndex({ node }: FoldContext, index: number, size: number): number {
  const from = index < 0 ? index + size : index;
  if (from >= 0 && from < size) return from;
  throw node.problem("asks for what lies behind the end", String(index), size === 0 ? "nothing" : `0 to ${size - 1}`);
}

function expand(context: FoldContext): Folded {
  const tensor = context.input(0);
  const wanted = [...context.input(1).values];
  const dims = broadcastDims(tensor.dims, wanted);
  if (dims === null) throw unfitting(context.node, [tensor, { dims: wanted }]);
  context.room(elementCount(dims));
  return { dims, values: broadcast(tensor, dims), isInteger: tensor.isInteger };
}

export const LAYOUT = {
  Identity: reshaping((dims) => dims),
  Dropout: reshaping((dims) => dims),
  Reshape: reshaping((dims, context) => reshapedDims(context.node, dims, [...context.input(1).values])),
  Flatten: reshaping(flattened),
  Squeeze: reshaping((dims, context) => squeezedDims(context.node, dims, integersOf(context, 1, "axes"))),
  Unsqueeze: reshaping((dims, context) => unsqueezedDims(context.node, dims, integersOf(context, 1, "axes") ?? [])),
  Transpose: transpose,
  Slice: slice,
  Concat: concat,
  Gather: gather,
  Expand: expand,
} as const satisfies Record<string, Folder>;
