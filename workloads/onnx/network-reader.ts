// Walks an ONNX graph from its image to its output and writes down the network: nodes, weights, batch norm. Operators say what each node
// becomes; here stands what they share: which tensors are there, what may still be changed, constants and names.
import { ConfigError } from "../../sim/errors.js";
import { IMAGE } from "../nets/index.js";
import type { NetworkNode, NodeKind, TensorShape } from "../layers/index.js";
import type { SideFile } from "./external-data.js";
import { naturalOrder, type Affine, type Feature } from "./feature.js";
import { ConstantFolder } from "./fold-constants.js";
import type { OnnxGraph } from "./graph.js";
import type { OnnxNode } from "./onnx-node.js";
import type { Constant } from "./tensor-values.js";

/** y = factor x + shift, by position: a batch norm with its statistics worked in. */
export interface NormTensors {
  readonly factor: Float64Array;
  readonly shift: Float64Array;
}

/** One operator of ONNX. */
export interface Operator {
  /** All that it may have; any other could change what it does. */
  readonly attributes: readonly string[];
  /** Writes its node down. @throws ConfigError naming the node where our networks have nothing like it */
  readonly write: (node: OnnxNode, reader: NetworkReader) => Feature;
}

export type Operators = Readonly<Record<string, Operator>>;

/** Turns the nodes of a model, in order, into nodes of ours with their weights. Throws ConfigError with the node. */
export class NetworkReader {
  readonly nodes: NetworkNode[] = [];
  readonly channels: number[] = [];
  /** By node id. */
  readonly weights = new Map<string, Float32Array>();
  readonly biases = new Map<string, Float32Array>();
  readonly norms = new Map<string, NormTensors>();
  /** What the model does to its pixels before a convolution, by the convolution's id. */
  readonly pixels = new Map<string, Affine>();
  /** What the user should know of what was taken otherwise than it is written. */
  readonly notes: string[] = [];
  private readonly features = new Map<string, Feature>();
  private readonly kinds = new Map<string, NodeKind>();
  /** Tensors that are a vector for every image, and no map. */
  private readonly vectors = new Set<string>();
  /** Tensors that several nodes read. */
  private readonly shared = new Set<string>();
  private readonly constants: ConstantFolder;

  /**
   * @param input the images
   * @param operators registry of those that are known
   */
  constructor(readonly graph: OnnxGraph, readonly input: TensorShape, private readonly operators: Operators, sideFile: SideFile) {
    const { channels, height, width } = input;
    const pixels = { scale: new Array<number>(channels).fill(1), shift: new Array<number>(channels).fill(0) };
    const dims = [graph.input.dims[0] ?? 1, channels, height, width];
    const image = { tensor: IMAGE, order: naturalOrder(channels), shape: input, dims, view: null, isRectified: false, pixels };
    this.features.set(graph.input.name, image);
    this.constants = new ConstantFolder(graph, sideFile, (value, asker) => this.known(value, asker).dims);
  }

  /** The whole graph. @returns its output */
  read(): Feature {
    for (const node of this.graph.nodes) {
      const operator = this.operators[node.op]!;
      node.requireAttributes(operator.attributes);
      this.features.set(node.outputs[0]!, operator.write(node, this));
    }
    return this.known(this.graph.output, this.graph.makers.get(this.graph.output)!);
  }

  /** An input as a tensor of the network. @throws ConfigError where it is but part of a shortcut, or the padding of a window */
  feature(node: OnnxNode, index: number): Feature {
    const feature = this.viewed(node, index);
    if (feature.view === null) return feature;
    const message = "is known only in a shortcut that ends in an Add, or as the padding of a convolution";
    throw new ConfigError({ path: `${this.graph.file}, node ${feature.view.label}`, message, found: `read by ${node.label}` });
  }

  /** An input that may be a view. */
  viewed(node: OnnxNode, index: number): Feature {
    const value = node.inputs[index] ?? "";
    const feature = this.known(value, node);
    if ((this.graph.readers.get(value) ?? 0) > 1) this.shared.add(feature.tensor);
    return feature;
  }

  isConstant(node: OnnxNode, index: number): boolean {
    return this.graph.constants.has(node.inputs[index] ?? "");
  }

  constant(node: OnnxNode, index: number, what: string): Constant {
    if (!node.hasInput(index)) throw node.problem(`lacks its ${what}`);
    if (!this.isConstant(node, index)) throw node.problem(`its ${what} must be a constant of the model`, node.inputs[index]);
    return this.constants.value(node.inputs[index]!, node);
  }

  /** A constant of numbers only, none infinite. */
  numbers(node: OnnxNode, index: number, what: string): Constant {
    const constant = this.constant(node, index, what);
    const wrong = constant.values.findIndex((value) => !Number.isFinite(Math.fround(value)));
    if (wrong < 0) return constant;
    const found = `${constant.values[wrong]} at ${placeOf(wrong, constant.dims)}`;
    throw node.problem(`its ${what} ${constant.name} has a value that is not a number`, found, "finite float32");
  }

  /** The integers of an input (newer operator sets) or of an attribute (older ones). */
  list(node: OnnxNode, index: number, name: string): readonly number[] | undefined {
    if (node.hasInput(index)) return [...this.constant(node, index, name).values];
    return node.has(name) ? node.integers(name, []) : undefined;
  }

  /** A number of an input or of an attribute. */
  number(node: OnnxNode, index: number, name: string, fallback: number): number {
    if (!node.hasInput(index)) return node.float(name, fallback);
    const { values, dims } = this.constant(node, index, name);
    if (values.length !== 1) throw node.problem(`its ${name} is not one number`, `[${dims.join(", ")}]`, "a single value");
    return values[0]!;
  }

  /** Adds a node of the network; `id` is a name from `nameOf`. */
  push(node: NetworkNode): void {
    this.nodes.push(node);
    this.kinds.set(node.id, node.kind);
    if (node.kind === "global-average-pool" || node.kind === "linear" || this.vectors.has(node.input)) this.vectors.add(node.id);
  }

  /** Gives a rectifier an upper bound, or a lower one than it has. */
  bound(rectifier: string, most: number): void {
    const at = this.nodes.findIndex(({ id }) => id === rectifier);
    const node = this.nodes[at]!;
    if (node.kind === "relu") this.nodes[at] = { ...node, most: Math.min(most, node.most ?? Infinity) };
  }

  /** x as a vector: the mean of every channel, or x where it is a vector already. */
  averaged(node: OnnxNode, x: Feature, ending = ".mean"): Feature {
    if (x.pixels !== null) throw node.problem("the image must go into convolutions only", "the image itself");
    if (this.vectors.has(x.tensor)) return x;
    const id = this.nameOf(node, ending);
    this.push({ kind: "global-average-pool", id, input: x.tensor });
    return { ...x, tensor: id, shape: { ...x.shape, height: 1, width: 1 } };
  }

  /** The kind of node that makes a tensor; undefined for the image. */
  kindOf(tensor: string): NodeKind | undefined {
    return this.kinds.get(tensor);
  }

  /** May what makes the tensor still be changed? Not where another node reads it as it is. */
  isOpen({ tensor }: Feature): boolean {
    return !this.shared.has(tensor);
  }

  /** A name in the network for what a node makes: the model's own where it is still free. */
  nameOf(node: OnnxNode, ending = ""): string {
    const wanted = `${(node.outputs[0] ?? "").replace(/[\p{C}\p{Z}]/gu, "_")}${ending}` || "value";
    let name = wanted;
    for (let n = 1; name === IMAGE || this.kinds.has(name); n += 1) name = `${wanted}.${n}`;
    return name;
  }

  private known(value: string, reader: OnnxNode): Feature {
    const feature = this.features.get(value);
    if (feature !== undefined) return feature;
    if (this.graph.constants.has(value)) {
      throw reader.problem("reads a constant where the image's values belong", value, "a value that depends on the image");
    }
    const maker = this.graph.makers.get(value);
    if (maker === undefined) throw reader.problem("lacks an input that depends on the image");
    throw reader.problem(`reads an output of ${maker.label} that is not taken`, value, maker.outputs[0] ?? "none");
  }
}

/** "0,3,1,1" of a place in row-major order. */
function placeOf(at: number, dims: readonly number[]): string {
  const index: number[] = [];
  let rest = at;
  for (const size of dims.toReversed()) {
    index.unshift(rest % size);
    rest = Math.floor(rest / size);
  }
  return index.join(",");
}
