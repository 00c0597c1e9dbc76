// Width slots of an imported network: one a convolution, but one for two convolutions whose results are added, and for a convolution in
// groups and the one that it reads, so that both are equally wide in every subnet.
import type { ConvNode, NetworkNode } from "../layers/index.js";
import type { NetworkSpec } from "../nets/index.js";

/** Linear layers in the middle with a slot of their own, so that narrow subnets have fewer features; the last one's are the classes. */
export function hiddenSlots(nodes: readonly NetworkNode[], channels: readonly number[]): Pick<NetworkSpec, "nodes" | "channels"> {
  const last = nodes.findLast(({ kind }) => kind === "linear" || kind === "conv");
  const own = [...channels];
  const hidden = nodes.map((node) => {
    if (node.kind !== "linear" || node === last || node.outFeatures === undefined) return node;
    own.push(node.outFeatures);
    return { kind: node.kind, id: node.id, input: node.input, slot: own.length - 1 };
  });
  return { nodes: hidden, channels: own };
}

/** The nodes with the slots they share, and the channels of the slots that are left. */
export function shareSlots(nodes: readonly NetworkNode[], channels: readonly number[]): Pick<NetworkSpec, "nodes" | "channels"> {
  const makers = new Map(nodes.map((node) => [node.id, node]));
  const same = channels.map((_, slot) => slot);
  const first = (slot: number): number => {
    let at = slot;
    while (same[at] !== at) at = same[at]!;
    return at;
  };
  const join = (a: ConvNode | null, b: ConvNode | null): void => {
    if (a !== null && b !== null && channels[a.slot] === channels[b.slot]) same[first(b.slot)] = first(a.slot);
  };
  for (const node of nodes) {
    if (node.kind === "add") join(convBehind(node.input, makers, NORMS), convBehind(node.shortcut, makers, NORMS));
    if (node.kind === "conv" && node.groups !== undefined) join(convBehind(node.input, makers, ALIGNED), node);
  }
  const left = channels.map((_, slot) => slot).filter((slot) => first(slot) === slot);
  return {
    nodes: nodes.map((node) => ("slot" in node && node.slot !== undefined ? { ...node, slot: left.indexOf(first(node.slot)) } : node)),
    channels: left.map((slot) => channels[slot]!),
  };
}

/** Kinds that make a channel of each of their input's. */
const ALIGNED: ReadonlySet<string> = new Set(["batch-norm", "relu", "max-pool", "add"]);
const NORMS: ReadonlySet<string> = new Set(["batch-norm"]);

/** The convolution whose channels a tensor has, behind nodes of these kinds only. */
function convBehind(tensor: string, makers: ReadonlyMap<string, NetworkNode>, kinds: ReadonlySet<string>): ConvNode | null {
  let maker = makers.get(tensor);
  while (maker !== undefined && kinds.has(maker.kind)) maker = makers.get(maker.input);
  return maker?.kind === "conv" ? maker : null;
}
