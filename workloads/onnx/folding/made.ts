// Constants that a node states or makes up, and the shapes of what comes from the image.
import { elementCount } from "../tensor-values.js";
import type { FoldContext, Folded, Folder } from "./folder.js";

/** All forms of a Constant's value but texts and sparse tensors. */
function constant({ node, attribute, room }: FoldContext): Folded {
  const tensor = attribute("value");
  if (tensor !== undefined) return tensor;
  const list = (values: readonly number[], dims: readonly number[], isInteger: boolean): Folded => {
    room(values.length);
    return { dims, values: isInteger ? Float64Array.from(values) : Float32Array.from(values), isInteger };
  };
  if (node.has("value_int")) return list([node.integer("value_int", 0)], [], true);
  if (node.has("value_float")) return list([node.float("value_float", 0)], [], false);
  if (node.has("value_ints")) return list(node.integers("value_ints", []), [node.integers("value_ints", []).length], true);
  if (node.has("value_floats")) return list(node.floats("value_floats"), [node.floats("value_floats").length], false);
  const found = node.attributeNames().join(", ") || "no value";
  throw node.problem("its value has a form that is not read", found, "value, value_int, value_ints, value_float or value_floats");
}

function constantOfShape({ node, input, attribute, room }: FoldContext): Folded {
  const dims = [...input(0).values];
  const isShape = dims.every((size) => Number.isInteger(size) && size >= 0);
  if (!isShape) throw node.problem("has a shape that no tensor has", dims.join(" x "), "sizes of 0 and more");
  const value = attribute("value");
  const count = room(elementCount(dims));
  const values = value?.isInteger === true ? new Float64Array(count) : new Float32Array(count);
  return { dims, values: values.fill(value?.values[0] ?? 0), isInteger: value?.isInteger ?? false };
}

function range({ node, input, room }: FoldContext): Folded {
  const [start, limit, step] = [input(0), input(1), input(2)];
  const [from, to, by] = [start, limit, step].map(({ values }) => values[0] ?? NaN) as [number, number, number];
  const count = Math.max(0, Math.ceil((to - from) / by));
  if (!Number.isFinite(count)) throw node.problem("has no end", `${from} to ${to} in steps of ${by}`, "a step that leads to the limit");
  room(count);
  const values = Float64Array.from({ length: count }, (_, n) => from + n * by);
  return { dims: [count], values, isInteger: start.isInteger && step.isInteger };
}

function shape({ node, dimsOf }: FoldContext): Folded {
  const dims = dimsOf(0);
  const bound = (name: string, fallback: number): number => {
    const value = node.integer(name, fallback);
    return Math.min(Math.max(value < 0 ? value + dims.length : value, 0), dims.length);
  };
  const taken = dims.slice(bound("start", 0), bound("end", dims.length));
  return { dims: [taken.length], values: Float64Array.from(taken), isInteger: true };
}

const size: Folder = ({ dimsOf }) => ({ dims: [], values: Float64Array.of(elementCount(dimsOf(0))), isInteger: true });

export const MADE = {
  Constant: constant,
  ConstantOfShape: constantOfShape,
  Range: range,
  Shape: shape,
  Size: size,
} as const satisfies Record<string, Folder>;
