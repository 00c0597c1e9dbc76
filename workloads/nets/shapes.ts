// Shape inference: the shape of every tensor of a network for one subnet, and the checks that make a graph well formed. Sizes and ranks
// are checked by each node's kind, whoever the network comes from: the registry, a checkpoint or an import.
import { ConfigError } from "../../sim/errors.js";
import { kindOf, LAYER_KINDS, type TensorShape } from "../layers/index.js";
import type { ShapeSite } from "../layers/layer-kind.js";
import { IMAGE } from "./network.js";
import type { NetworkSpec, Subnet } from "./network.js";

/** The subnet that uses every channel. */
export const fullSubnet = (spec: NetworkSpec): Subnet => ({ name: "full", width: 1, channels: spec.channels });

/** Are the channels of every slot the same? */
export const sameChannels = (a: readonly number[], b: readonly number[]): boolean =>
  a.length === b.length && a.every((count, slot) => count === b[slot]);

/**
 * Shape of every tensor by name, "image" included.
 * @param place of the network, for errors: a file, or its name
 * @throws ConfigError when a node reads a tensor that is not made before it or of which it cannot make anything, a name is made twice, a
 * size is not possible, or the last node does not make one score a class
 */
export function inferShapes(spec: NetworkSpec, subnet: Subnet = fullSubnet(spec), place = spec.name): Map<string, TensorShape> {
  const shapes = new Map<string, TensorShape>([[IMAGE, spec.input]]);
  const full = fullChannelsOf(spec, subnet, shapes);
  spec.nodes.forEach((node, n) => {
    const site = siteOf(spec, subnet, `${place}.nodes[${n}] (${node.id})`, shapes, full);
    if (!Object.hasOwn(LAYER_KINDS, node.kind)) throw site.problem("no such kind of layer", node.kind, Object.keys(LAYER_KINDS).join(", "));
    const input = site.read(node.input);
    if (shapes.has(node.id)) throw site.problem("this name is made twice", node.id, "unique names");
    shapes.set(node.id, kindOf(node).shape(node, input, site));
  });
  requireScores(spec, shapes, place);
  return shapes;
}

/** Channels of a tensor at full width; worked out when a node first asks. */
function fullChannelsOf(spec: NetworkSpec, subnet: Subnet, shapes: ReadonlyMap<string, TensorShape>): (tensor: string) => number {
  if (sameChannels(subnet.channels, spec.channels)) return (tensor) => shapes.get(tensor)!.channels;
  let full: ReadonlyMap<string, TensorShape> | null = null;
  return (tensor) => (full ??= inferShapes(spec)).get(tensor)!.channels;
}

type Shapes = ReadonlyMap<string, TensorShape>;

function siteOf(spec: NetworkSpec, subnet: Subnet, path: string, shapes: Shapes, fullChannels: ShapeSite["fullChannels"]): ShapeSite {
  const problem = (message: string, found: string, allowed: string): ConfigError => new ConfigError({ path, message, found, allowed });
  const read = (tensor: string): TensorShape => {
    const shape = shapes.get(tensor);
    if (shape === undefined) throw problem("reads a tensor that no earlier node makes", tensor, [...shapes.keys()].join(", "));
    return shape;
  };
  return { channels: subnet.channels, fullSlots: spec.channels, fullChannels, read, problem };
}

function requireScores(spec: NetworkSpec, shapes: ReadonlyMap<string, TensorShape>, place: string): void {
  const last = spec.nodes.at(-1);
  const { channels, height, width, vector } = shapes.get(last?.id ?? IMAGE)!;
  if (vector === true && channels === spec.classes) return;
  throw new ConfigError({
    path: `${place}.nodes[${spec.nodes.length - 1}] (${last?.id ?? "no node"})`, message: "the last node must make one score a class",
    found: vector === true ? `${channels} values` : `a map of ${channels}x${height}x${width}`, allowed: `a vector of ${spec.classes}`,
  });
}
