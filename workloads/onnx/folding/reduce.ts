// Sums, means, products and extremes over axes.
import { axisOf, filled, integersOf, type Folder } from "./folder.js";
import { stepsOf } from "./strided.js";

type Two = (a: number, b: number) => number;

/** @param finish from the sum to the result, by how many numbers went into it */
const reducing = (initial: number, add: Two, finish: Two = (sum) => sum): Folder => (context) => {
  const { node } = context;
  const { dims, values, isInteger } = context.input(0);
  const stated = integersOf(context, 1, "axes") ?? [];
  const keepsAll = stated.length === 0 && node.integer("noop_with_empty_axes", 0) !== 0;
  const axes = new Set(stated.length === 0 ? (keepsAll ? [] : dims.keys()) : stated.map((axis) => axisOf(node, axis, dims.length)));
  const kept = dims.map((size, axis) => (axes.has(axis) ? 1 : size));
  const count = kept.reduce((product, size) => product * size, 1);
  const result = filled(values, context.room(count)).fill(initial);
  const [steps, to] = [stepsOf(dims), stepsOf(kept)];
  values.forEach((value, from) => {
    let at = 0;
    for (let axis = 0; axis < dims.length; axis += 1) {
      if (!axes.has(axis)) at += (Math.floor(from / steps[axis]!) % dims[axis]!) * to[axis]!;
    }
    result[at] = add(result[at]!, value);
  });
  const left = node.integer("keepdims", 1) !== 0 ? kept : dims.filter((_, axis) => !axes.has(axis));
  return { dims: left, values: result.map((sum) => finish(sum, values.length / count)), isInteger };
};

export const REDUCE = {
  ReduceSum: reducing(0, (sum, value) => sum + value),
  ReduceMean: reducing(0, (sum, value) => sum + value, (sum, count) => sum / count),
  ReduceProd: reducing(1, (sum, value) => sum * value),
  ReduceMin: reducing(Infinity, Math.min),
  ReduceMax: reducing(-Infinity, Math.max),
} as const satisfies Record<string, Folder>;
