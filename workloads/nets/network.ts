// The description of a network as plain data: a list of nodes in execution order, at full width. No weights, no widths chosen.
import type { NetworkNode } from "../layers/index.js";

/** Plain JSON-able network graph at full width; tensors are named by the node that makes them; "image" is the input. */
export interface NetworkSpec {
  readonly name: string;
  readonly input: { readonly channels: number; readonly height: number; readonly width: number };
  readonly classes: number;
  readonly nodes: readonly NetworkNode[];
  /** Full-width out channels of each width slot, in order. */
  readonly channels: readonly number[];
}

/** A subnet uses the first channels[slot] output channels of every slot. */
export interface Subnet {
  readonly name: string;
  /** The uniform width it was made from; null for explicit channels. */
  readonly width: number | null;
  readonly channels: readonly number[];
}

/** The name of the input tensor. */
export const IMAGE = "image";
