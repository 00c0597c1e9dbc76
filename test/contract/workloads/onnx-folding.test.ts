// The contract of operators on constants: each gives what another engine gives for the same constants, or names its node.
import * as ort from "onnxruntime-web";
import { isConfigError } from "../../../sim/errors.js";
import { ConstantFolder } from "../../../workloads/onnx/fold-constants.js";
import { FOLDERS } from "../../../workloads/onnx/folding/index.js";
import { readGraph } from "../../../workloads/onnx/graph.js";
import { ModelMaker, tensorOf, type AttributeValue, type TypeName } from "../../fixtures/onnx-model.js";

type Sample = readonly [
  inputs: readonly (readonly [TypeName, readonly number[], readonly number[]])[], attributes?: Readonly<Record<string, AttributeValue>>,
];

const ints = (...values: number[]) => ["int64", values, [values.length]] as const;
const scalar = (value: number, type: TypeName = "int64") => [type, [value], []] as const;
const map = ["float32", [1.5, -2, 0.25, 4, -5.5, 6], [2, 3]] as const;
const row = ["float32", [2, 0.5, -3], [3]] as const;
const bools = ["bool", [1, 0, 1], [3]] as const;
const positive = ["float32", [1.5, 2, 0.25], [3]] as const;
const two: Sample[] = [[[map, row]], [[map, scalar(2, "float32")]]];
const compared: Sample[] = [[[map, row]], [[ints(1, 2, 3), ints(3, 2, 1)]]];
const reduced: Sample[] = [[[map], { axes: [1], keepdims: 0 }], [[map], { axes: [-2] }], [[map]]];

const SAMPLES: Readonly<Record<keyof typeof FOLDERS, readonly Sample[]>> = {
  Constant: [
    [[], { value: tensorOf("", [1, 2], [2], "float32") }], [[], { value_int: 7 }], [[], { value_ints: [3, 4] }],
    [[], { value_float: { float: 0.5 } }], [[], { value_floats: { floats: [0.5, 2] } }],
  ],
  ConstantOfShape: [[[ints(2, 3)]], [[ints(2)], { value: tensorOf("", [5], [1], "int64") }]],
  Range: [[[scalar(1), scalar(8), scalar(3)]], [[scalar(5), scalar(1), scalar(-2)]]],
  Shape: [[[map]]],
  Size: [[[map]]],
  Identity: [[[map]]],
  Dropout: [[[map]]],
  Reshape: [[[map, ints(3, -1)]], [[map, ints(0, 3, 1)]]],
  Flatten: [[[map], { axis: 1 }], [[["float32", [1, 2, 3, 4], [1, 2, 2]]], { axis: 2 }]],
  Squeeze: [[[["float32", [1, 2], [1, 2, 1]]]], [[["float32", [1, 2], [1, 2, 1]], ints(-1)]]],
  Unsqueeze: [[[row, ints(0, 2)]], [[scalar(4), ints(0)]]],
  Transpose: [[[map]], [[["float32", [1, 2, 3, 4, 5, 6, 7, 8], [2, 2, 2]]], { perm: [1, 0, 2] }]],
  Slice: [
    [[map, ints(0, 1), ints(2, 3)]], [[map, ints(-1), ints(-100), ints(1), ints(-1)]], [[map, ints(1), ints(2 ** 53), ints(-1), ints(2)]],
  ],
  Concat: [[[map, map], { axis: 0 }], [[map, map], { axis: -1 }]],
  Gather: [[[map, scalar(1)], { axis: 1 }], [[map, ints(1, 0, -1)], { axis: 0 }]],
  Expand: [[[row, ints(2, 3)]], [[scalar(3), ints(2, 2)]]],
  Add: two, Sub: two, Mul: two,
  Div: [...two, [[ints(7, -7, 6), ints(2, 2, 3)]]],
  Mod: [[[ints(7, -7, 6), ints(3, 3, -4)]], [[map, row], { fmod: 1 }]],
  Pow: [[[positive, row]]],
  Min: two, Max: two, Sum: two,
  Equal: compared, Less: compared, LessOrEqual: compared, Greater: compared, GreaterOrEqual: compared,
  And: [[[bools, scalar(1, "bool")]]], Or: [[[bools, scalar(0, "bool")]]], Not: [[[bools]]],
  Neg: [[[map]]], Abs: [[[map]]], Sqrt: [[[positive]]], Exp: [[[map]]], Reciprocal: [[[map]]], Floor: [[[map]]], Ceil: [[[map]]],
  Where: [[[bools, row, scalar(9, "float32")]]],
  Cast: [[[map], { to: 7 }], [[map], { to: 9 }], [[ints(3)], { to: 1 }]],
  Clip: [[[map, scalar(-1, "float32"), scalar(2, "float32")]]],
  ReduceSum: [[[map, ints(1)], { keepdims: 0 }], [[map]]],
  ReduceMean: reduced, ReduceProd: reduced, ReduceMin: reduced, ReduceMax: reduced,
};

/** A model whose output is the operator's, of constants; `x` is an input that it does not read. */
function modelOf(op: string, [inputs, attributes = {}]: Sample): Uint8Array {
  const maker = new ModelMaker();
  const names = inputs.map(([type, values, dims], n) => maker.constant(`c${n}`, values, dims, type));
  maker.node(op, names, "made", attributes);
  maker.node("Reshape", ["x", maker.constant("flat", [-1], [1], "int64")], "y");
  return maker.bytes("x", [1, 1], ["made", "y"]);
}

function folded(bytes: Uint8Array): { readonly dims: readonly number[]; readonly values: readonly number[] } {
  const graph = readGraph(bytes, "one.onnx", "y");
  const made = { ...graph, constants: new Set([...graph.constants, ...graph.initializers.keys(), "made"]) };
  const asker = graph.nodes[0]!;
  const { dims, values } = new ConstantFolder(made, () => new Uint8Array(0), () => [1, 1]).value("made", asker);
  return { dims, values: [...values] };
}

async function otherEngine(bytes: Uint8Array): Promise<{ readonly dims: readonly number[]; readonly values: readonly number[] }> {
  ort.env.wasm.numThreads = 1;
  const session = await ort.InferenceSession.create(bytes, { graphOptimizationLevel: "disabled" });
  const { made } = await session.run({ x: new ort.Tensor("float32", [0], [1, 1]) });
  return { dims: made!.dims, values: [...(made!.data as unknown as Iterable<number | bigint>)].map(Number) };
}

describe.each(Object.keys(FOLDERS) as (keyof typeof FOLDERS)[])("the ONNX operator %s on constants", (op) => {
  it("gives what another engine gives", async () => {
    for (const sample of SAMPLES[op]) {
      const bytes = modelOf(op, sample);
      const [ours, theirs] = [folded(bytes), await otherEngine(bytes)];
      expect(ours.dims).toEqual(theirs.dims);
      ours.values.forEach((value, n) => { expect(Math.abs(value - theirs.values[n]!)).toBeLessThan(1e-6 * Math.max(1, Math.abs(value))); });
    }
  });

  it("names its node where its inputs fit nothing, or gives finite sizes", () => {
    const odd = ["float32", [7, -1, 1e9], [3]] as const;
    try {
      const { dims } = folded(modelOf(op, [[odd, odd, odd], { axis: 5, perm: [0, 0], axes: [9], to: 99 }]));
      expect(dims.every((size) => size >= 0)).toBe(true);
    } catch (error) {
      if (!isConfigError(error)) throw error;
      expect(error.problems[0]!.path).toBe(`one.onnx, node ${op} made`);
    }
  });
});
