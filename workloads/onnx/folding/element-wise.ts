// Arithmetic, comparison and choice, number by number, with broadcasting. Integers divide towards zero, as ONNX's do.
import { elementCount, isIntegerType, type Constant } from "../tensor-values.js";
import { filled, unfitting, type FoldContext, type Folded, type Folder } from "./folder.js";
import { broadcast, broadcastDims } from "./strided.js";

const unary = (compute: (value: number) => number): Folder => (context) => {
  const { dims, values, isInteger } = context.input(0);
  context.room(values.length);
  return { dims, values: values.map(compute), isInteger };
};

/** @param truth are the results 0 and 1? */
const binary = (compute: (a: number, b: number) => number, truth = false): Folder => (context) => {
  const [a, b] = [context.input(0), context.input(1)];
  const dims = togetherDims(context, [a, b]);
  const [left, right] = [broadcast(a, dims), broadcast(b, dims)];
  return { dims, values: left.map((value, at) => compute(value, right[at]!)), isInteger: truth || (a.isInteger && b.isInteger) };
};

/** Any number of inputs, two at a time. */
const several = (compute: (a: number, b: number) => number): Folder => (context) => {
  const inputs = context.node.inputs.map((_, index) => context.input(index));
  const dims = togetherDims(context, inputs);
  const values = inputs.map((input) => broadcast(input, dims)).reduce((sum, next) => sum.map((value, at) => compute(value, next[at]!)));
  return { dims, values, isInteger: inputs.every(({ isInteger }) => isInteger) };
};

function togetherDims({ node, room }: FoldContext, inputs: readonly Pick<Constant, "dims">[]): readonly number[] {
  let dims: readonly number[] | null = [];
  for (const input of inputs) dims = dims === null ? null : broadcastDims(dims, input.dims);
  if (dims === null) throw unfitting(node, inputs);
  room(elementCount(dims) * inputs.length);
  return dims;
}

const divide: Folder = (context) => {
  const isInteger = context.input(0).isInteger && context.input(1).isInteger;
  return binary((a, b) => (isInteger ? Math.trunc(a / b) : a / b))(context);
};

/** Remainder with the divisor's sign, or with `fmod` the dividend's. */
const modulo: Folder = (context) => {
  const isFmod = context.node.integer("fmod", 0) !== 0;
  return binary((a, b) => (isFmod ? a % b : a - b * Math.floor(a / b)))(context);
};

function where(context: FoldContext): Folded {
  const [choice, a, b] = [context.input(0), context.input(1), context.input(2)];
  const dims = togetherDims(context, [choice, a, b]);
  const [chosen, left, right] = [broadcast(choice, dims), broadcast(a, dims), broadcast(b, dims)];
  const values = left.map((value, at) => (chosen[at] === 0 ? right[at]! : value));
  return { dims, values, isInteger: a.isInteger && b.isInteger };
}

/** TensorProto.DataType. */
const [TRUTH, DOUBLE] = [9, 11];

/** ONNX's `Cast`: to integers towards zero, to booleans 0 or 1; `to` is a TensorProto.DataType. */
function cast(context: FoldContext): Folded {
  const { dims, values } = context.input(0);
  const to = context.node.integer("to", 0);
  const isInteger = isIntegerType(to);
  context.room(values.length);
  if (!isInteger) return { dims, values: to === DOUBLE ? new Float64Array(values) : new Float32Array(values), isInteger };
  return { dims, values: new Float64Array(values).map((value) => (to === TRUTH ? Number(value !== 0) : Math.trunc(value))), isInteger };
}

function clip(context: FoldContext): Folded {
  const { dims, values, isInteger } = context.input(0);
  const least = context.optional(1)?.values[0] ?? context.node.float("min", -Infinity);
  const most = context.optional(2)?.values[0] ?? context.node.float("max", Infinity);
  const result = filled(values, context.room(values.length));
  result.set(values.map((value) => Math.min(Math.max(value, least), most)));
  return { dims, values: result, isInteger };
}

export const ELEMENT_WISE = {
  Add: binary((a, b) => a + b),
  Sub: binary((a, b) => a - b),
  Mul: binary((a, b) => a * b),
  Div: divide,
  Mod: modulo,
  Pow: binary((a, b) => a ** b),
  Min: several(Math.min),
  Max: several(Math.max),
  Sum: several((a, b) => a + b),
  Equal: binary((a, b) => Number(a === b), true),
  Less: binary((a, b) => Number(a < b), true),
  LessOrEqual: binary((a, b) => Number(a <= b), true),
  Greater: binary((a, b) => Number(a > b), true),
  GreaterOrEqual: binary((a, b) => Number(a >= b), true),
  And: binary((a, b) => Number(a !== 0 && b !== 0), true),
  Or: binary((a, b) => Number(a !== 0 || b !== 0), true),
  Not: unary((value) => Number(value === 0)),
  Neg: unary((value) => -value),
  Abs: unary(Math.abs),
  Sqrt: unary(Math.sqrt),
  Exp: unary(Math.exp),
  Reciprocal: unary((value) => 1 / value),
  Floor: unary(Math.floor),
  Ceil: unary(Math.ceil),
  Where: where,
  Cast: cast,
  Clip: clip,
} as const satisfies Record<string, Folder>;
