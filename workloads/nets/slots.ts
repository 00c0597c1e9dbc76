// Which nodes have a width slot: their output channels are as many as the subnet gives the slot.
import { kindOf } from "../layers/index.js";
import type { NetworkSpec } from "./network.js";

/** Ids of nodes with weights of a width slot, with it, in order. */
export const slottedNodes = ({ nodes }: NetworkSpec): { readonly id: string; readonly slot: number }[] => nodes.flatMap((node) => {
  const slot = kindOf(node).slot?.(node);
  return slot === undefined ? [] : [{ id: node.id, slot }];
});
