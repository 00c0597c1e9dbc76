// Which tensors a slimmable model owns and where each lies in one flat vector: shared convolution and linear weights at full
// width, and for every subnet its own batch-normalisation scale, shift and running statistics (switchable batch norm).
import { kindOf, type NetworkNode, type TensorShape } from "../layers/index.js";
import type { SubnetTensors } from "../layers/layer-kind.js";
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

/** Named tensors one after the other in one vector: where each lies and how long it is [elements]. */
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

/** Names of a node's tensors that subnets share. */
export const sharedNames = (node: NetworkNode, shapes: ReadonlyMap<string, TensorShape>): readonly string[] =>
  sharedTensors(node, shapes).map(({ name }) => name);

function sharedTensors(node: NetworkNode, shapes: ReadonlyMap<string, TensorShape>): TensorDeclaration[] {
  const tensors = kindOf(node).shared?.(node, shapes.get(node.input)!, shapes.get(node.id)!) ?? [];
  return tensors.map(({ part, shape, decayed }) => ({ name: tensorNames[part](node.id), shape, decayed }));
}

/** Makers of the names of a node's tensors that every subnet has of its own. */
export function subnetNames(node: NetworkNode, which: keyof SubnetTensors): readonly ((subnet: Subnet) => string)[] {
  const parts = kindOf(node).perSubnet?.[which] ?? [];
  return parts.map((part) => (subnet) => tensorNames[part](node.id, subnet));
}

/**
 * Everything that is learned: conv [out][in of a group][k][k] and linear [out][in] with their biases, scale and shift per subnet; then what
 * a training learns beside the network (`extras`), so that the network's own part is a prefix.
 * @throws ConfigError for a network whose shapes do not fit
 */
export function parameterLayout(spec: NetworkSpec, subnets: readonly Subnet[], extras: readonly TensorDeclaration[] = []): TensorLayout {
  const full = inferShapes(spec);
  const own = ownTensors(spec, subnets, "learned");
  return new TensorLayout([...spec.nodes.flatMap((node) => [...sharedTensors(node, full), ...own(node)]), ...extras]);
}

/** Batch-norm statistics: mean and variance per batch-norm node and subnet. @throws ConfigError for a network whose shapes do not fit */
export function statisticsLayout(spec: NetworkSpec, subnets: readonly Subnet[]): TensorLayout {
  return new TensorLayout(spec.nodes.flatMap(ownTensors(spec, subnets, "measured")));
}

function ownTensors(spec: NetworkSpec, subnets: readonly Subnet[], which: keyof SubnetTensors): (node: NetworkNode) => TensorDeclaration[] {
  const widths = subnets.map((subnet) => inferShapes(spec, subnet));
  return (node) => {
    const names = subnetNames(node, which);
    return subnets.flatMap(
      (subnet, n) => names.map((name) => ({ name: name(subnet), shape: [widths[n]!.get(node.id)!.channels], decayed: false }))
    );
  };
}
