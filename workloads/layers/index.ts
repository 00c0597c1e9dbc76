// The registry of layers: the kind of a node -> everything about it. To add one, write its file and one line here.
import { add } from "./add.js";
import { batchNorm } from "./batch-norm.js";
import { conv } from "./conv.js";
import { globalAveragePool } from "./global-average-pool.js";
import type { IntegerBase, IntegerKind, LayerKind, NodeBase } from "./layer-kind.js";
import { linear } from "./linear.js";
import { maxPool } from "./max-pool.js";
import { multiply } from "./multiply.js";
import { relu } from "./relu.js";
import { sigmoid } from "./sigmoid.js";

export const LAYER_KINDS = {
  "conv": conv,
  "batch-norm": batchNorm,
  "relu": relu,
  "add": add,
  "multiply": multiply,
  "sigmoid": sigmoid,
  "max-pool": maxPool,
  "global-average-pool": globalAveragePool,
  "linear": linear,
} as const satisfies Record<string, LayerKind>;

type Kinds = (typeof LAYER_KINDS)[keyof typeof LAYER_KINDS];

/** A node of a network graph. */
export type NetworkNode = Kinds extends infer Kind ? (Kind extends LayerKind<infer Node> ? Node : never) : never;
export type NodeKind = NetworkNode["kind"];
export type NodeOf<Kind extends NodeKind> = Extract<NetworkNode, { kind: Kind }>;

/** What quantisation makes of nodes, and the layers of an integer network. */
export type FusedLayer = Integers extends infer Kind ? (Kind extends { fuse(
  node: never, graph: never,
): infer Fused } ? Fused : never) : never;
export type IntegerLayer = Integers extends infer Kind ? (Kind extends { quantise(
  layer: never, site: never,
): infer Made } ? Made : never) : never;
/** Of the kinds that begin an integer layer. */
type Integers = Exclude<Kinds["integer"], undefined>;

/** @throws RangeError for a kind that is not registered: graphs from outside are checked before (`nodeSchema`, `inferShapes`) */
export function kindOf(node: NodeBase): LayerKind {
  if (!Object.hasOwn(LAYER_KINDS, node.kind)) throw new RangeError(`no layer kind ${node.kind}`);
  return (LAYER_KINDS as Record<string, LayerKind>)[node.kind]!;
}

/** The kind of a fused or an integer layer, by the name it has there. */
export function integerKindOf(layer: Pick<IntegerBase, "kind">): IntegerKind {
  const kinds = Object.values(LAYER_KINDS as Record<string, LayerKind>);
  return kinds.find(({ integer }) => integer?.name === layer.kind)!.integer!;
}

/** Every tensor that a node reads, its input first. */
export const readsOf = (node: NodeBase): readonly string[] => [node.input, ...(kindOf(node).reads?.(node) ?? [])];

/** Every tensor that an integer layer reads, its input first. */
export const operandsOf = (layer: IntegerBase): readonly string[] => [layer.input, ...(integerKindOf(layer).reads?.(layer) ?? [])];

export type { AddNode } from "./add.js";
export type { BatchNormNode } from "./batch-norm.js";
export type { ConvNode } from "./conv.js";
export type { FusedBase, IntegerBase, LayerKind, NodeBase, TensorShape } from "./layer-kind.js";
export type { LinearNode } from "./linear.js";
export type { FusedMatrix, MatrixLayer } from "./matrix/matrix.js";
export type { MaxPoolNode } from "./max-pool.js";
export type { MultiplyNode } from "./multiply.js";
export type { PoolLayer, PoolNode } from "./global-average-pool.js";
export type { ReluNode } from "./relu.js";
export type { SigmoidNode } from "./sigmoid.js";
