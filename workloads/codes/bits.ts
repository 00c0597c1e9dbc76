// The words for bits of weights and activations: what a user asks for, and what a layer or a tensor gets.

export const WEIGHT_SCALES = ["channel", "tensor"] as const;
export type WeightScale = (typeof WEIGHT_SCALES)[number];

/** Bits that a weight or an activation can have: planes that the arrays hold. */
export const BIT_RANGE = { least: 1, most: 16 } as const;

export interface QuantOptions {
  readonly weightBits: number;
  readonly activationBits: number;
  /** Weights of the first layer, which reads pixels of 8 bits; weightBits where absent. */
  readonly firstLayerBits?: number;
  /** Weights of the last layer and the activations that it reads; weightBits and activationBits where absent. */
  readonly lastLayerBits?: number;
  /** One scale per output channel of a convolution ("channel" where absent), or one for all. The last layer's classes always share one. */
  readonly weightScale?: WeightScale;
}

export interface WeightFormat {
  readonly bits: number;
  readonly perChannel: boolean;
}

export interface ActivationFormat {
  readonly tensor: string;
  readonly bits: number;
  readonly signed: boolean;
  /** Does the layer that makes it end with a rectifier? */
  readonly rectified: boolean;
  /** Upper bound of that rectifier; none where absent. */
  readonly most?: number;
}
