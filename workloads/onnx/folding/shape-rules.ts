// The shapes that Reshape, Squeeze and Unsqueeze give, of constants and of what comes from the image alike.
import type { OnnxNode } from "../onnx-node.js";
import { elementCount } from "../tensor-values.js";
import { axisOf } from "./folder.js";

/** @param asked 0 keeps a size (unless `allowzero`), one -1 takes what is left. @throws ConfigError where the numbers do not fit */
export function reshapedDims(node: OnnxNode, dims: readonly number[], asked: readonly number[]): readonly number[] {
  const keeps = node.integer("allowzero", 0) === 0;
  const stated = asked.map((size, axis) => (size === 0 && keeps ? (dims[axis] ?? 0) : size));
  const open = stated.filter((size) => size === -1).length;
  const rest = elementCount(dims) / elementCount(stated.filter((size) => size !== -1));
  const to = stated.map((size) => (size === -1 ? rest : size));
  const fits = open <= 1 && to.every((size) => Number.isInteger(size) && size >= 0) && elementCount(to) === elementCount(dims);
  if (fits) return to;
  throw node.problem("cannot give its input that shape", `[${asked.join(", ")}]`, `${elementCount(dims)} numbers of [${dims.join(", ")}]`);
}

/** @param axes all of size 1 where absent */
export function squeezedDims(node: OnnxNode, dims: readonly number[], axes: readonly number[] | undefined): readonly number[] {
  if (axes === undefined) return dims.filter((size) => size !== 1);
  const gone = new Set(axes.map((axis) => axisOf(node, axis, dims.length)));
  const wide = [...gone].find((axis) => dims[axis] !== 1);
  if (wide !== undefined) {
    throw node.problem("takes an axis away that has several numbers", `axis ${wide} of [${dims.join(", ")}]`, "axes of size 1");
  }
  return dims.filter((_, axis) => !gone.has(axis));
}

/** Dimensions with ones put in at `axes`. Throws ConfigError of the node for axes that are not there. */
export function unsqueezedDims(node: OnnxNode, dims: readonly number[], axes: readonly number[]): readonly number[] {
  const rank = dims.length + axes.length;
  const added = new Set(axes.map((axis) => axisOf(node, axis, rank)));
  if (added.size !== axes.length) throw node.problem("adds an axis twice", axes.join(", "), "axes that differ");
  const left = [...dims];
  return Array.from({ length: rank }, (_, axis) => (added.has(axis) ? 1 : left.shift()!));
}
