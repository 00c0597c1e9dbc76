// Fuses a network graph into what one pass over the arrays does: matrix layer, then batch norm, residual add, ReLU.
// Each part is optional; anything that does not fit the pattern is named in the error.
import { ConfigError } from "../../sim/errors.js";
import type { NetworkNode, NetworkSpec } from "../nets/network.js";

type NodeOf<K extends NetworkNode["kind"]> = Extract<NetworkNode, { kind: K }>;

export interface FusedMatrix {
  readonly kind: "matrix";
  readonly node: NodeOf<"conv"> | NodeOf<"linear">;
  readonly input: string;
  readonly norm: string | null;
  readonly residual: { readonly tensor: string; readonly stride: number } | null;
  readonly relu: boolean;
  /** Node whose tensor the fused layer produces. */
  readonly output: string;
}

export interface FusedPool {
  readonly kind: "global-average-pool";
  readonly node: NodeOf<"global-average-pool">;
  readonly input: string;
  readonly output: string;
}

export interface FusedMaxPool {
  readonly kind: "max-pool";
  readonly node: NodeOf<"max-pool">;
  readonly input: string;
  readonly output: string;
}

export type FusedLayer = FusedMatrix | FusedMaxPool | FusedPool;

const readers = (spec: NetworkSpec, id: string): NetworkNode[] =>
  spec.nodes.filter((node) => node.input === id || (node.kind === "add" && node.shortcut === id));

/** The single node that reads `id`, if there is exactly one and it is of this kind and takes it as its main input. */
function follower<K extends NetworkNode["kind"]>(spec: NetworkSpec, id: string, kind: K): NodeOf<K> | undefined {
  const all = readers(spec, id);
  const only = all.length === 1 ? all[0] : undefined;
  return only !== undefined && only.kind === kind && only.input === id ? (only as NodeOf<K>) : undefined;
}

function fuseMatrix(spec: NetworkSpec, node: FusedMatrix["node"], done: Set<string>): FusedMatrix {
  const norm = follower(spec, node.id, "batch-norm");
  const add = follower(spec, norm?.id ?? node.id, "add");
  const relu = follower(spec, add?.id ?? norm?.id ?? node.id, "relu");
  const output = relu?.id ?? add?.id ?? norm?.id ?? node.id;
  for (const part of [node, norm, add, relu]) if (part !== undefined) done.add(part.id);
  return {
    kind: "matrix",
    node,
    input: node.input,
    norm: norm?.id ?? null,
    residual: add === undefined ? null : { tensor: add.shortcut, stride: add.shortcutStride },
    relu: relu !== undefined,
    output,
  };
}

/**
 * Layers in the order in which they can run: by the node that each ends with, so that a projection on a shortcut comes before the
 * layer that adds it, whichever branch the graph lists first.
 * @throws ConfigError naming a node that stands where no fused layer can take it
 */
export function fuseNetwork(spec: NetworkSpec): readonly FusedLayer[] {
  const done = new Set<string>();
  const layers: FusedLayer[] = [];
  for (const node of spec.nodes) {
    if (done.has(node.id)) continue;
    if (node.kind === "conv" || node.kind === "linear") layers.push(fuseMatrix(spec, node, done));
    else if (node.kind === "max-pool") layers.push({ kind: node.kind, node, input: node.input, output: node.id });
    else if (node.kind === "global-average-pool") layers.push({ kind: node.kind, node, input: node.input, output: node.id });
    else throw new ConfigError({ path: `network ${spec.name}, node ${node.id}`, message: `a ${node.kind} must directly follow the layer that makes its input, and be its only reader` });
  }
  const place = new Map(spec.nodes.map((node, n) => [node.id, n]));
  return layers.sort((a, b) => place.get(a.output)! - place.get(b.output)!);
}
