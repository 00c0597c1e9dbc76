// Slices, transpositions and broadcasts are one thing: a walk over the numbers in steps of its own for every axis.
import type { Constant } from "../tensor-values.js";
import { filled } from "./folder.js";

/** Steps of a row-major tensor. */
export function stepsOf(dims: readonly number[]): number[] {
  const steps = dims.map(() => 1);
  for (let axis = dims.length - 2; axis >= 0; axis -= 1) steps[axis] = steps[axis + 1]! * dims[axis + 1]!;
  return steps;
}

/** values[start + sum of index x step] for every index below `dims`, in row-major order. */
export function strided(values: Constant["values"], dims: readonly number[], steps: readonly number[], start: number): Constant["values"] {
  const count = dims.reduce((product, dim) => product * dim, 1);
  const result = filled(values, count);
  const index = dims.map(() => 0);
  let from = start;
  for (let at = 0; at < count; at += 1) {
    result[at] = values[from]!;
    for (let axis = dims.length - 1; axis >= 0; axis -= 1) {
      from += steps[axis]!;
      index[axis]! += 1;
      if (index[axis]! < dims[axis]!) break;
      from -= steps[axis]! * dims[axis]!;
      index[axis] = 0;
    }
  }
  return result;
}

/** The shape that tensors of two shapes have together (NumPy's rule); null where they do not fit. */
export function broadcastDims(a: readonly number[], b: readonly number[]): number[] | null {
  const rank = Math.max(a.length, b.length);
  const dims: number[] = [];
  for (let axis = 0; axis < rank; axis += 1) {
    const [x, y] = [a[a.length - rank + axis] ?? 1, b[b.length - rank + axis] ?? 1];
    if (x !== y && x !== 1 && y !== 1) return null;
    dims.push(x === 1 ? y : x);
  }
  return dims;
}

/** The tensor repeated along axes of size 1 and new ones in front. */
export function broadcast({ values, dims }: Pick<Constant, "values" | "dims">, to: readonly number[]): Float32Array | Float64Array {
  const own = stepsOf(dims);
  const lead = to.length - dims.length;
  return strided(values, to, to.map((_, axis) => (axis < lead || dims[axis - lead] === 1 ? 0 : own[axis - lead]!)), 0);
}
