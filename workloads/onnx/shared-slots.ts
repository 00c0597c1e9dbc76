// Width slots of an imported network: one a convolution, but one for two convolutions whose results are added, so that both are equally
// wide in every subnet.
import type { NetworkSpec } from "../nets/index.js";
import type { ConvNode, NetworkNode } from "../layers/index.js";

/** The nodes with the slots they share, and the channels of the slots that are left. */
export function shareSlots(nodes: readonly NetworkNode[], channels: readonly number[]): Pick<NetworkSpec, "nodes" | "channels"> {
  const makers = new Map(nodes.map((node) => [node.id, node]));
  const convBehind = (tensor: string): ConvNode | null => {
    const maker = makers.get(tensor);
    if (maker?.kind === "batch-norm") return convBehind(maker.input);
    return maker?.kind === "conv" ? maker : null;
  };
  const slotOf = channels.map((_, slot) => slot);
  for (const node of nodes) {
    if (node.kind !== "add") continue;
    const [main, side] = [convBehind(node.input), convBehind(node.shortcut)];
    if (main !== null && side !== null && channels[main.slot] === channels[side.slot]) slotOf[side.slot] = slotOf[main.slot]!;
  }
  const left = channels.map((_, slot) => slot).filter((slot) => slotOf[slot] === slot);
  return {
    nodes: nodes.map((node) => (node.kind === "conv" ? { ...node, slot: left.indexOf(slotOf[node.slot]!) } : node)),
    channels: left.map((slot) => channels[slot]!),
  };
}
