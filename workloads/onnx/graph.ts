// An ONNX model as a graph to walk: nodes with their attributes, constants by name, who makes and who reads each value.
import { ConfigError } from "../../sim/errors.js";
import { DATA_TYPE } from "./messages.js";
import type { AttributeMessage, NodeMessage, TensorMessage } from "./messages.js";
import { decodeModel } from "./wire.js";

export interface Constant {
  readonly dims: readonly number[];
  readonly values: Float32Array | readonly number[];
}

export interface OnnxNode {
  readonly op: string;
  /** "Conv layer1.0 (-> features)": how errors name it. */
  readonly label: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes: ReadonlyMap<string, AttributeMessage>;
}

export interface OnnxGraph {
  readonly file: string;
  readonly name: string;
  readonly nodes: readonly OnnxNode[];
  readonly constants: ReadonlyMap<string, Constant>;
  readonly input: { readonly name: string; /** Without the batch; null where the model does not say. */ readonly shape: readonly (number | null)[] };
  readonly output: string;
  /** Node that makes a value. */
  readonly makers: ReadonlyMap<string, OnnxNode>;
  readonly readers: ReadonlyMap<string, readonly OnnxNode[]>;
}

/** @throws ConfigError when it is not a model of one input and one output, or holds a constant of an unknown type */
export function readGraph(bytes: Uint8Array, file: string): OnnxGraph {
  const graph = decodeModel(bytes, file).graph!;
  const constants = new Map((graph.initializer ?? []).map((tensor) => [tensor.name ?? "", constantOf(tensor, file)]));
  const all = (graph.node ?? []).map(nodeOf);
  for (const node of all) {
    const value = node.op === "Constant" ? node.attributes.get("value")?.t : undefined;
    if (value !== undefined) constants.set(node.outputs[0]!, constantOf(value, file));
    else if (node.op === "Identity" && constants.has(node.inputs[0]!)) constants.set(node.outputs[0]!, constants.get(node.inputs[0]!)!);
  }
  const nodes = all.filter((node) => !constants.has(node.outputs[0]!));
  const inputs = (graph.input ?? []).filter(({ name }) => !constants.has(name ?? ""));
  const outputs = graph.output ?? [];
  if (inputs.length !== 1 || outputs.length !== 1) throw new ConfigError({ path: file, message: "must have one input and one output", found: `${inputs.length} and ${outputs.length}` });
  const shape = (inputs[0]!.type?.tensorType?.shape?.dim ?? []).slice(1).map(({ dimValue }) => dimValue ?? null);
  const readers = new Map<string, OnnxNode[]>();
  for (const node of nodes) for (const name of new Set(node.inputs)) readers.set(name, [...(readers.get(name) ?? []), node]);
  return {
    file, name: graph.name ?? "", nodes, constants, readers, input: { name: inputs[0]!.name ?? "", shape }, output: outputs[0]!.name ?? "",
    makers: new Map(nodes.flatMap((node) => node.outputs.map((name) => [name, node] as const))),
  };
}

/** TensorProto.DataLocation. */
const EXTERNAL = 1;

function nodeOf(message: NodeMessage): OnnxNode {
  const [op, outputs] = [message.opType ?? "", message.output ?? []];
  return {
    op, outputs, inputs: message.input ?? [], label: `${op} ${message.name === undefined || message.name === "" ? `-> ${outputs[0] ?? "?"}` : message.name}`,
    attributes: new Map((message.attribute ?? []).map((attribute) => [attribute.name ?? "", attribute])),
  };
}

function constantOf(tensor: TensorMessage, file: string): Constant {
  const { name = "?", dims = [], dataLocation } = tensor;
  if (dataLocation === EXTERNAL) throw new ConfigError({ path: file, message: `the values of constant ${name} lie in another file`, allowed: "a model exported into one file" });
  const values = valuesOf(tensor, file);
  const count = dims.reduce((product, dim) => product * dim, 1);
  if (values.length !== count) throw new ConfigError({ path: file, message: `constant ${name} has another number of values than its shape`, found: String(values.length), allowed: `${count} = ${dims.join(" x ")}` });
  return { dims, values };
}

function valuesOf({ name, dataType, floatData, int32Data, int64Data, rawData }: TensorMessage, file: string): Constant["values"] {
  if (dataType === DATA_TYPE.float) return rawData === undefined ? Float32Array.from(floatData ?? []) : littleEndianFloats(rawData);
  if (dataType === DATA_TYPE.int64) return rawData === undefined ? (int64Data ?? []) : littleEndianIntegers(rawData, 8);
  if (dataType === DATA_TYPE.int32) return rawData === undefined ? (int32Data ?? []) : littleEndianIntegers(rawData, 4);
  throw new ConfigError({ path: file, message: `constant ${name ?? "?"} has a type that is not read`, found: `data type ${dataType ?? "?"}`, allowed: "float32, int32 and int64" });
}

function littleEndianFloats(bytes: Uint8Array): Float32Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Float32Array.from({ length: bytes.length / 4 }, (_, n) => view.getFloat32(4 * n, true));
}

function littleEndianIntegers(bytes: Uint8Array, size: 4 | 8): number[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Array.from({ length: bytes.length / size }, (_, n) => (size === 8 ? Number(view.getBigInt64(8 * n, true)) : view.getInt32(4 * n, true)));
}
