// What a value of the model has become: a tensor of the network that is being written, and how the model sees it.
import type { TensorShape } from "../layers/index.js";

/** y = scale x + shift, a number of each a channel (in the model's order). */
export interface Affine {
  readonly scale: readonly number[];
  readonly shift: readonly number[];
}

/** Subsampled, with zeros around or behind: what the model does to a tensor and our network does in the layer that reads it. */
export interface View {
  /** The node that asked for it last, for errors. */
  readonly label: string;
  /** Every n-th pixel, down and across. */
  readonly strides: readonly [number, number];
  /** Channels of zeros. */
  readonly front: number;
  readonly back: number;
  /** Pixels of zeros: top, left, bottom, right. */
  readonly pads: readonly [number, number, number, number];
}

export interface Feature {
  /** Its name in the network. */
  readonly tensor: string;
  /** order[position] = channel in the model. */
  readonly order: readonly number[];
  readonly shape: TensorShape;
  /** Shape in the model, batch first, the view included. */
  readonly dims: readonly number[];
  readonly view: View | null;
  /** Is no value below zero? */
  readonly isRectified: boolean;
  /** What has been done to the model's input; null behind the first layer. */
  readonly pixels: Affine | null;
}

/** Channels in their own order. */
export const naturalOrder = (length: number): number[] => Array.from({ length }, (_, n) => n);

/** Are channels in their own order? */
export const isNatural = (order: readonly number[]): boolean => order.every((channel, n) => channel === n);
