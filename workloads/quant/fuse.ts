// Fuses a network graph into layers that the machine runs in one go. Which nodes begin one, and what they take in, their kinds say;
// anything that no layer takes in is named in the error.
import { ConfigError } from "../../sim/errors.js";
import { kindOf, readsOf, type FusedLayer, type NetworkNode, type NodeKind, type NodeOf } from "../layers/index.js";
import type { FuseGraph } from "../layers/layer-kind.js";
import type { NetworkSpec } from "../nets/network.js";

function graphOf(spec: NetworkSpec): FuseGraph {
  const readers = new Map<string, NetworkNode[]>();
  for (const node of spec.nodes) for (const tensor of new Set(readsOf(node))) readers.set(tensor, [...(readers.get(tensor) ?? []), node]);
  const follower = <Kind extends NodeKind>(tensor: string, kind: Kind): NodeOf<Kind> | undefined => {
    const all = readers.get(tensor) ?? [];
    const only = all.length === 1 ? all[0] : undefined;
    return only !== undefined && only.kind === kind && only.input === tensor ? (only as NodeOf<Kind>) : undefined;
  };
  return { spec, follower };
}

/**
 * Layers in the order in which they can run: by the node that each ends with, so that a projection on a shortcut comes before the
 * layer that adds it, whichever branch the graph lists first.
 * @throws ConfigError naming a node that stands where no fused layer can take it, or that the machine cannot do
 */
export function fuseNetwork(spec: NetworkSpec): readonly FusedLayer[] {
  const graph = graphOf(spec);
  const done = new Set<string>();
  const layers: FusedLayer[] = [];
  for (const node of spec.nodes) {
    if (done.has(node.id)) continue;
    const { integer, noInteger } = kindOf(node);
    if (integer === undefined) {
      const message = noInteger ?? `a ${node.kind} must directly follow the layer that makes its input, and be its only reader`;
      throw new ConfigError({ path: `network ${spec.name}, node ${node.id}`, message });
    }
    const layer = integer.fuse(node, graph) as FusedLayer;
    for (const id of layer.takesIn) done.add(id);
    layers.push(layer);
  }
  const place = new Map(spec.nodes.map((node, n) => [node.id, n]));
  return layers.sort((a, b) => place.get(a.output)! - place.get(b.output)!);
}
