// Which bits every tensor of a network gets: weights by layer, activations by tensor, first and last layer apart. The one place that
// knows; the integer network and training that rounds both ask here.
import type { ActivationFormat, QuantOptions, WeightFormat } from "../codes/bits.js";
import { integerKindOf, kindOf, type FusedLayer } from "../layers/index.js";
import { inferShapes } from "../nets/index.js";
import type { NetworkSpec } from "../nets/index.js";
import { fuseNetwork } from "./fuse.js";

export interface NetworkFormats {
  /** By node that has weights. */
  readonly weights: ReadonlyMap<string, WeightFormat>;
  /**
   * Every tensor that is re-quantised, in layer order: all that fused layers make but the class scores, and codes that are their input's.
   */
  readonly activations: ReadonlyMap<string, ActivationFormat>;
}

/** Output channels of a node with weights at full width. @throws RangeError for one without */
export function outputsOf(spec: NetworkSpec, id: string): number {
  const node = spec.nodes.find((candidate) => candidate.id === id);
  const kind = node === undefined ? undefined : kindOf(node);
  if (node === undefined || kind?.weightsInUse === undefined) throw new RangeError(`no weights in ${id}`);
  const slot = kind.slot?.(node);
  return slot === undefined ? inferShapes(spec).get(id)!.channels : spec.channels[slot]!;
}

/** @throws ConfigError for a graph that cannot be fused */
export function networkFormats(spec: NetworkSpec, options: QuantOptions): NetworkFormats {
  const layers = fuseNetwork(spec);
  return { weights: weightFormats(layers, options), activations: activationFormats(layers, options) };
}

const isWeighted = (layer: FusedLayer): boolean => integerKindOf(layer).weights !== undefined;

function weightFormats(
  layers: readonly FusedLayer[], { weightBits, firstLayerBits, lastLayerBits, weightScale }: QuantOptions,
): Map<string, WeightFormat> {
  const weighted = layers.filter(isWeighted);
  return new Map(weighted.map((layer, n) => {
    const ownBits = n === weighted.length - 1 ? lastLayerBits : n === 0 ? firstLayerBits : undefined;
    // Class scores are compared, so they share a scale.
    return [layer.node.id, { bits: ownBits ?? weightBits, perChannel: layer !== layers.at(-1) && weightScale !== "tensor" }];
  }));
}

function activationFormats(layers: readonly FusedLayer[], { activationBits, lastLayerBits }: QuantOptions): Map<string, ActivationFormat> {
  const formats = new Map<string, ActivationFormat>();
  const last = layers.at(-1)!;
  const codesOf = new Map(layers.map((layer) => [layer.output, integerKindOf(layer).codes(layer)]));
  const inputs = new Map(layers.map((layer) => [layer.output, layer.input]));
  /** Whose codes a tensor has. */
  const made = (tensor: string): string => (codesOf.get(tensor) === "input" ? made(inputs.get(tensor)!) : tensor);
  for (const layer of layers) {
    const codes = codesOf.get(layer.output)!;
    if ((layer === last && isWeighted(layer)) || codes === "input") continue;
    const signed = codes.signed === "as input" ? formats.get(made(layer.input))?.signed ?? false : codes.signed;
    const bits = layer.output === made(last.input) ? lastLayerBits ?? activationBits : activationBits;
    formats.set(layer.output, { ...codes, tensor: layer.output, bits, signed });
  }
  return formats;
}
