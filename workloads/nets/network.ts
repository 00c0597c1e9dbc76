// The description of a network as plain data: a list of nodes in execution order, at full width. No weights, no widths chosen.

/** Plain JSON-able network graph at full width; tensors are named by the node that makes them; "image" is the input. */
export interface NetworkSpec {
  readonly name: string;
  readonly input: { readonly channels: number; readonly height: number; readonly width: number };
  readonly classes: number;
  readonly nodes: readonly NetworkNode[];
  /** Full-width out channels of each width slot, in order. */
  readonly channels: readonly number[];
}

export type NetworkNode = ConvNode | BatchNormNode | ReluNode | AddNode | MaxPoolNode | PoolNode | LinearNode;

export interface ConvNode {
  readonly kind: "conv";
  readonly id: string;
  readonly input: string;
  /** Index into `channels`. Convolutions whose results are added name the same slot, so that they are equally wide in every subnet. */
  readonly slot: number;
  readonly kernel: number;
  readonly stride: number;
  readonly padding: number;
}

export interface BatchNormNode {
  readonly kind: "batch-norm";
  readonly id: string;
  readonly input: string;
}

export interface ReluNode {
  readonly kind: "relu";
  readonly id: string;
  readonly input: string;
}

/**
 * Option-A residual: the shortcut is subsampled by the stride and its channels aligned as a prefix (missing ones are zero,
 * extra ones dropped); the result has the shape of `input`.
 */
export interface AddNode {
  readonly kind: "add";
  readonly id: string;
  readonly input: string;
  readonly shortcut: string;
  readonly shortcutStride: number;
}

/** Largest value of every window of a channel; the padding is minus infinity: only pixels of the map take part. */
export interface MaxPoolNode {
  readonly kind: "max-pool";
  readonly id: string;
  readonly input: string;
  readonly kernel: number;
  readonly stride: number;
  /** Less than the kernel, so that every window has a pixel. */
  readonly padding: number;
}

export interface PoolNode {
  readonly kind: "global-average-pool";
  readonly id: string;
  readonly input: string;
}

export interface LinearNode {
  readonly kind: "linear";
  readonly id: string;
  readonly input: string;
  readonly outFeatures: number;
}

export type NodeKind = NetworkNode["kind"];

/** A subnet uses the first channels[slot] output channels of every slot. */
export interface Subnet {
  readonly name: string;
  /** The uniform width it was made from; null for explicit channels. */
  readonly width: number | null;
  readonly channels: readonly number[];
}

/** The name of the input tensor. */
export const IMAGE = "image";
