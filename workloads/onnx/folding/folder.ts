// What an operator on constants is given, and what it makes.
import type { OnnxNode } from "../onnx-node.js";
import type { Constant } from "../tensor-values.js";

export type Folded = Omit<Constant, "name">;

export interface FoldContext {
  readonly node: OnnxNode;
  /** @throws ConfigError where the input is left out */
  readonly input: (index: number) => Constant;
  /** Undefined where the input is left out. */
  readonly optional: (index: number) => Constant | undefined;
  /** Shape of an input, which need not be a constant itself. */
  readonly dimsOf: (index: number) => readonly number[];
  /** A tensor of an attribute. */
  readonly attribute: (name: string) => Constant | undefined;
  /** How many numbers the node is about to make. @throws ConfigError where that is beyond all measure */
  readonly room: (count: number) => number;
}

/** Computes a node whose inputs are constants. @throws ConfigError naming the node that cannot be computed */
export type Folder = (context: FoldContext) => Folded;

/** A tensor of the same kind of numbers with other values. */
export function filled(like: Constant["values"], count: number): Float32Array | Float64Array {
  return like.BYTES_PER_ELEMENT === Float32Array.BYTES_PER_ELEMENT ? new Float32Array(count) : new Float64Array(count);
}

/** The error of inputs that do not fit together. */
export const unfitting = (node: OnnxNode, inputs: readonly Pick<Constant, "dims">[]): Error =>
  node.problem("its inputs have shapes that do not fit together", inputs.map(({ dims }) => `[${dims.join(", ")}]`).join(" and "));

/** What `integersOf` asks. */
type ListSource = Pick<FoldContext, "node" | "optional">;

/** Integers of an input (the form of newer operator sets) or of an attribute (of older ones); undefined where neither is there. */
export function integersOf({ node, optional }: ListSource, index: number, name: string): readonly number[] | undefined {
  const given = optional(index);
  if (given !== undefined) return [...given.values];
  return node.has(name) ? node.integers(name, []) : undefined;
}

/** Axis from the front. @throws ConfigError for one that the tensor does not have */
export function axisOf(node: OnnxNode, axis: number, rank: number): number {
  const from = axis < 0 ? axis + rank : axis;
  if (Number.isInteger(from) && from >= 0 && from < rank) return from;
  const allowed = rank === 0 ? "a tensor with axes" : `${-rank} to ${rank - 1}`;
  throw node.problem("names an axis that its input does not have", String(axis), allowed);
}
