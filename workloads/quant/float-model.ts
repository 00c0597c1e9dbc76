// What quantisation needs to know of a trained network: the view that a checkpoint gives.
import type { NetworkSpec, Subnet } from "../nets/network.js";
import type { WeightFormat } from "../codes/bits.js";

/** Batch normalisation of one node for one subnet, as y = scale x + shift per channel (statistics folded). */
export interface FoldedNorm {
  readonly scale: Float64Array;
  readonly shift: Float64Array;
}

/** Range of a tensor's real values, after clipping, for one subnet. */
export interface ActivationRange {
  readonly min: number;
  readonly max: number;
}

export interface FloatModel {
  readonly spec: NetworkSpec;
  readonly subnets: readonly Subnet[];
  /** real input = (pixel - zeroPoint) / pixelScale */
  readonly normalisation: { readonly zeroPoint: number; readonly pixelScale: number };
  /** Full-width weights of a conv or linear node: [out][in][ky][kx]. */
  weights(nodeId: string): Float32Array;
  /** Bias of a linear node (zeros if it has none). */
  bias(nodeId: string, subnet: number): Float32Array;
  norm(nodeId: string, subnet: number): FoldedNorm;
  /** @param bits that its codes will have: a range is clipped for few of them */
  range(tensorId: string, subnet: number, bits: number): ActivationRange;
  /** Steps that were learned for weights of this format, by output channel or one for all; undefined where the weights decide. */
  steps?(nodeId: string, format: WeightFormat): ArrayLike<number> | undefined;
}
