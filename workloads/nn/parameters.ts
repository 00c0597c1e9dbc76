// Which tensors a slimmable model owns and where each lies in one flat vector: shared convolution and linear weights at full
// width, and for every subnet its own batch-normalisation scale, shift and running statistics (switchable batch norm).
import { inferShapes } from "../nets/index.js";
import type { NetworkSpec, Subnet } from "../nets/index.js";
import { tensorNames } from "../passes/tensor-names.js";

/** A named tensor inside a flat float32 vector. */
export interface TensorSlot {
  readonly name: string;
  readonly shape: readonly number[];
  readonly offset: number;
  readonly size: number;
  /** Does weight decay apply (weights yes; batch-norm parameters and biases no). */
  readonly decayed: boolean;
}

export class TensorLayout {
  readonly slots: readonly TensorSlot[];
  readonly size: number;
  private readonly byName: ReadonlyMap<string, TensorSlot>;

  constructor(tensors: readonly TensorDeclaration[]) {
    let offset = 0;
    this.slots = tensors.map((tensor) => {
      const size = tensor.shape.reduce((a, b) => a * b, 1);
      const slot = { ...tensor, size, offset };
      offset += size;
      return slot;
    });
    this.size = offset;
    this.byName = new Map(this.slots.map((slot) => [slot.name, slot]));
    if (this.byName.size < this.slots.length) throw new RangeError("two tensors of a layout have one name");
  }

  /** @throws RangeError for a name that the layout does not have */
  slot(name: string): TensorSlot {
    const slot = this.byName.get(name);
    if (slot === undefined) throw new RangeError(`no tensor ${name}`);
    return slot;
  }

  /** The tensor's part of a vector of this layout. */
  view(vector: Float32Array, name: string): Float32Array {
    const { offset, size } = this.slot(name);
    return vector.subarray(offset, offset + size);
  }
}

/** A tensor to be laid out. */
export type TensorDeclaration = Pick<TensorSlot, "name" | "shape" | "decayed">;

/**
 * Everything that is learned: conv [out][in][k][k], linear [out][in] and bias, scale and shift per subnet; then what a training
 * learns beside the network (`extras`), so that the network's own part is a prefix.
 */
export function parameterLayout(spec: NetworkSpec, subnets: readonly Subnet[], extras: readonly TensorDeclaration[] = []): TensorLayout {
  const full = inferShapes(spec);
  const widths = subnets.map((subnet) => inferShapes(spec, subnet));
  const own = spec.nodes.flatMap((node): TensorDeclaration[] => {
    const inChannels = full.get(node.input)!.channels;
    if (node.kind === "conv") return [{ name: tensorNames.weight(node.id), shape: [full.get(node.id)!.channels, inChannels, node.kernel, node.kernel], decayed: true }];
    if (node.kind === "linear") {
      return [{ name: tensorNames.weight(node.id), shape: [node.outFeatures, inChannels], decayed: true }, { name: tensorNames.bias(node.id), shape: [node.outFeatures], decayed: false }];
    }
    if (node.kind !== "batch-norm") return [];
    return subnets.flatMap((subnet, n) => [tensorNames.scale, tensorNames.shift].map((name) => ({ name: name(node.id, subnet), shape: [widths[n]!.get(node.id)!.channels], decayed: false })));
  });
  return new TensorLayout([...own, ...extras]);
}

/** Batch-norm statistics: mean and variance per batch-norm node and subnet. */
export function statisticsLayout(spec: NetworkSpec, subnets: readonly Subnet[]): TensorLayout {
  const widths = subnets.map((subnet) => inferShapes(spec, subnet));
  return new TensorLayout(spec.nodes.flatMap((node) => {
    if (node.kind !== "batch-norm") return [];
    return subnets.flatMap((subnet, n) => [tensorNames.mean, tensorNames.variance].map((name) => ({ name: name(node.id, subnet), shape: [widths[n]!.get(node.id)!.channels], decayed: false })));
  }));
}
