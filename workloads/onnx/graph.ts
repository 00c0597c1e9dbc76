// An ONNX model as a graph to walk: the nodes between image and output in an order in which they can run, who reads each value, and which
// values depend on the image at all. What lies elsewhere in the model is never judged.
import { ConfigError } from "../../sim/errors.js";
import type { GraphMessage, TensorMessage, ValueInfoMessage } from "./messages.js";
import { OnnxNode } from "./onnx-node.js";
import { nodesBefore } from "./nodes-before.js";
import { decodeModel } from "./wire.js";

export interface GraphInput {
  readonly name: string;
  /** Batch first; null where the model does not say. */
  readonly dims: readonly (number | null)[];
}

export interface OnnxGraph {
  readonly file: string;
  readonly name: string;
  /** Those that the output depends on and that depend on the image, in order. */
  readonly nodes: readonly OnnxNode[];
  readonly initializers: ReadonlyMap<string, TensorMessage>;
  readonly input: GraphInput;
  readonly output: string;
  /** Node that makes a value, by value. */
  readonly makers: ReadonlyMap<string, OnnxNode>;
  /** Values that do not depend on the pixels: stored, or made of such, or the shape of something. */
  readonly constants: ReadonlySet<string>;
  /** How many of `nodes` read a value, and once more for the output. */
  readonly readers: ReadonlyMap<string, number>;
}

/** Operators that look at their input's shape only. */
export const SHAPE_OPERATORS: ReadonlySet<string> = new Set(["Shape", "Size"]);

/**
 * @param output name of the wanted output; may be left out where there is one
 * @throws ConfigError when it is no model, the output is not clear, nodes make a circle or read what nothing makes, or not one input
 * leads to the output
 */
export function readGraph(bytes: Uint8Array, file: string, output?: string): OnnxGraph {
  const graph = decodeModel(bytes, file).graph!;
  const wanted = chosenOutput(graph, file, output);
  const initializers = new Map((graph.initializer ?? []).map((tensor) => [tensor.name ?? "", tensor]));
  const makers = makersOf((graph.node ?? []).map((message) => new OnnxNode(message, file)));
  const inputs = new Map((graph.input ?? []).filter(({ name = "" }) => !initializers.has(name)).map((info) => [info.name ?? "", info]));
  const { nodes: needed, leaves } = nodesBefore(wanted, makers);
  const read = new Set<string>();
  for (const [value, reader] of leaves) {
    if (inputs.has(value)) read.add(value);
    else if (!initializers.has(value)) throw missing(value, reader, file);
  }
  const constants = constantsOf(needed, initializers);
  if (constants.has(wanted)) throw new ConfigError({ path: file, message: `its output ${wanted} does not depend on an image` });
  const nodes = needed.filter((node) => !node.outputs.some((value) => constants.has(value)));
  const input = inputOf(inputs.get(soleInput([...read], nodes, file))!);
  return { file, name: graph.name ?? "", nodes, initializers, input, output: wanted, makers, constants, readers: readersOf(nodes, wanted) };
}

function chosenOutput({ output = [] }: GraphMessage, file: string, wanted: string | undefined): string {
  const names = output.map(({ name = "" }) => name);
  if (wanted === undefined && names.length === 1) return names[0]!;
  if (wanted !== undefined && names.includes(wanted)) return wanted;
  const allowed = names.join(", ");
  if (names.length === 0) throw new ConfigError({ path: file, message: "has no output", allowed: "one, the scores of the classes" });
  if (wanted !== undefined) throw new ConfigError({ path: "--output", message: `${file} has no such output`, found: wanted, allowed });
  throw new ConfigError({ path: "--output", message: `${file} has several outputs: which are the logits?`, found: "none stated", allowed });
}

function makersOf(nodes: readonly OnnxNode[]): Map<string, OnnxNode> {
  const makers = new Map<string, OnnxNode>();
  for (const node of nodes) {
    for (const value of node.outputs) {
      const other = makers.get(value);
      if (value !== "" && other !== undefined) {
        throw node.problem("makes a value that another node makes already", value, `another name than what ${other.label} makes`);
      }
      if (value !== "") makers.set(value, node);
    }
  }
  return makers;
}

function missing(value: string, reader: OnnxNode | null, file: string): ConfigError {
  if (reader === null) return new ConfigError({ path: file, message: "no node makes its output", found: value });
  return reader.problem("reads a value that no node makes and no constant or input is", value);
}

/** A value is constant where all that it is made of is; a node without inputs is none, but a Constant. */
function constantsOf(needed: readonly OnnxNode[], initializers: ReadonlyMap<string, unknown>): Set<string> {
  const constants = new Set(initializers.keys());
  for (const node of needed) {
    const read = node.inputs.filter((value) => value !== "");
    const isMade = node.op === "Constant" || SHAPE_OPERATORS.has(node.op);
    if (isMade || (read.length > 0 && read.every((value) => constants.has(value)))) for (const value of node.outputs) constants.add(value);
  }
  return constants;
}

/** Of the inputs that lead to the output, the one whose values a node reads: others are asked for their shape at most. */
function soleInput(names: readonly string[], nodes: readonly OnnxNode[], file: string): string {
  const read = names.filter((name) => nodes.some((node) => node.inputs.includes(name)));
  if (read.length === 1) return read[0]!;
  const found = read.length === 0 ? "none" : read.join(", ");
  throw new ConfigError({ path: file, message: "must have one input that leads to its output", found, allowed: "the image" });
}

function inputOf({ name = "", type }: ValueInfoMessage): GraphInput {
  const dims = type?.tensorType?.shape?.dim ?? [];
  return { name, dims: dims.map(({ dimValue }) => (dimValue === undefined || dimValue <= 0 ? null : dimValue)) };
}

function readersOf(nodes: readonly OnnxNode[], output: string): Map<string, number> {
  const readers = new Map([[output, 1]]);
  for (const node of nodes) for (const value of node.inputs) readers.set(value, (readers.get(value) ?? 0) + 1);
  return readers;
}
