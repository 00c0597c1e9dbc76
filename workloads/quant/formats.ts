// Which bits every tensor of a network gets: weights by layer, activations by tensor, first and last layer apart. The one place that
// knows; the integer network and training that rounds both ask here.
import type { ActivationFormat, QuantOptions, WeightFormat } from "../codes/bits.js";
import type { NetworkSpec } from "../nets/network.js";
import { fuseNetwork, type FusedLayer } from "./fuse.js";

export interface NetworkFormats {
  /** By conv and linear node. */
  readonly weights: ReadonlyMap<string, WeightFormat>;
  /** Every tensor that is re-quantised, in layer order: all that fused layers make but the class scores and the maxima, which are codes of their input. */
  readonly activations: ReadonlyMap<string, ActivationFormat>;
}

/** Output channels of a conv or linear node at full width. */
export function outputsOf({ nodes, channels }: NetworkSpec, id: string): number {
  const node = nodes.find((candidate) => candidate.id === id);
  if (node?.kind === "conv") return channels[node.slot]!;
  if (node?.kind === "linear") return node.outFeatures;
  throw new RangeError(`no weights in ${id}`);
}

/** @throws ConfigError for a graph that cannot be fused */
export function networkFormats(spec: NetworkSpec, options: QuantOptions): NetworkFormats {
  const layers = fuseNetwork(spec);
  return { weights: weightFormats(layers, options), activations: activationFormats(layers, options) };
}

function weightFormats(layers: readonly FusedLayer[], { weightBits, firstLayerBits, lastLayerBits, weightScale }: QuantOptions): Map<string, WeightFormat> {
  const matrices = layers.filter((layer) => layer.kind === "matrix");
  return new Map(matrices.map(({ node }, n) => {
    const ownBits = n === matrices.length - 1 ? lastLayerBits : n === 0 ? firstLayerBits : undefined;
    return [node.id, { bits: ownBits ?? weightBits, perChannel: node.kind === "conv" && weightScale !== "tensor" }];
  }));
}

function activationFormats(layers: readonly FusedLayer[], { activationBits, lastLayerBits }: QuantOptions): Map<string, ActivationFormat> {
  const formats = new Map<string, ActivationFormat>();
  const last = layers.at(-1)!;
  /** A max pool passes its input's codes on. */
  const makers = new Map(layers.filter((layer) => layer.kind === "max-pool").map((layer) => [layer.output, layer.input]));
  const made = (tensor: string): string => (makers.has(tensor) ? made(makers.get(tensor)!) : tensor);
  for (const layer of layers) {
    if ((layer === last && layer.kind === "matrix") || layer.kind === "max-pool") continue;
    const rectified = layer.kind === "matrix" && layer.relu;
    const signed = layer.kind === "matrix" ? !layer.relu : formats.get(made(layer.input))?.signed ?? false;
    formats.set(layer.output, { tensor: layer.output, bits: layer.output === made(last.input) ? lastLayerBits ?? activationBits : activationBits, signed, rectified });
  }
  return formats;
}
