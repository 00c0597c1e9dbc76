// Walks an ONNX graph from its output back to its image and writes down the network: nodes, weights, batch norm. Channels are
// reordered on the way so that every option-A shortcut is a prefix of what it is added to.
import { ConfigError } from "../../sim/errors.js";
import { IMAGE } from "../nets/index.js";
import type { NetworkNode, TensorShape } from "../nets/index.js";
import type { Constant, OnnxGraph, OnnxNode } from "./graph.js";
import { OPERATORS } from "./operators/index.js";

/** A tensor of the network that is being written. */
export interface Feature {
  /** Its name there. */
  readonly tensor: string;
  /** order[position] = channel in the ONNX model. */
  readonly order: readonly number[];
  readonly shape: TensorShape;
}

/** y = scale (x - mean) / sqrt(variance) + shift, epsilon included in the variance. */
export interface NormTensors {
  readonly scale: Float32Array;
  readonly shift: Float32Array;
  readonly mean: Float32Array;
  readonly variance: Float32Array;
}

/** Writes one operator; `wanted` is the order its output channels must have, null for any. */
export type Operator = (node: OnnxNode, reader: NetworkReader, wanted: readonly number[] | null) => Feature;

export const sameOrder = (a: readonly number[], b: readonly number[]): boolean => a.length === b.length && a.every((channel, n) => channel === b[n]);

export class NetworkReader {
  readonly nodes: NetworkNode[] = [];
  readonly channels: number[] = [];
  /** By node id. */
  readonly weights = new Map<string, Float32Array>();
  readonly biases = new Map<string, Float32Array>();
  readonly norms = new Map<string, NormTensors>();
  private readonly written = new Map<string, Feature>();

  constructor(readonly graph: OnnxGraph, readonly input: TensorShape) {}

  /** The feature that a value of the model becomes. @throws ConfigError naming the node that cannot be taken */
  feature(value: string, wanted: readonly number[] | null = null): Feature {
    const known = this.written.get(value) ?? this.write(value, wanted);
    this.written.set(value, known);
    if (wanted !== null && !sameOrder(wanted, known.order)) throw this.problem(this.graph.makers.get(value), "its channels cannot be brought into the order of the shortcut that is added to them");
    return known;
  }

  private write(value: string, wanted: readonly number[] | null): Feature {
    if (value === this.graph.input.name) return { tensor: IMAGE, order: Array.from({ length: this.input.channels }, (_, n) => n), shape: this.input };
    const node = this.graph.makers.get(value);
    if (node === undefined) throw new ConfigError({ path: this.graph.file, message: `no node makes the value ${value}` });
    return (OPERATORS as Record<string, Operator>)[node.op]!(node, this, wanted);
  }

  /** Name in the network of what a node makes. */
  nameOf(node: OnnxNode): string {
    return node.outputs[0] === IMAGE ? `${IMAGE}.1` : node.outputs[0]!;
  }

  constant(node: OnnxNode, index: number, what: string): Constant {
    const constant = this.graph.constants.get(node.inputs[index] ?? "");
    if (constant === undefined) throw this.problem(node, `its ${what} must be a constant of the model`);
    return constant;
  }

  floats(node: OnnxNode, index: number, what: string): Float32Array {
    return Float32Array.from(this.constant(node, index, what).values);
  }

  integer(node: OnnxNode, name: string, fallback: number): number {
    return node.attributes.get(name)?.i ?? fallback;
  }

  integers(node: OnnxNode, name: string, fallback: readonly number[]): readonly number[] {
    return node.attributes.get(name)?.ints ?? fallback;
  }

  isSoleReader(value: string): boolean {
    return this.graph.readers.get(value)?.length === 1;
  }

  /** The error of a node. */
  problem(node: OnnxNode | undefined, message: string, found?: string, allowed?: string): ConfigError {
    return new ConfigError({ path: `${this.graph.file}, node ${node?.label ?? "?"}`, message, ...(found === undefined ? {} : { found }), ...(allowed === undefined ? {} : { allowed }) });
  }
}
