// Pass 1: cuts each layer's weight matrix (output channels x dot-product elements) into tiles of one sub-array, as the machine's
// compute style does it. Elements are channel-major, so that a narrower input is a prefix of them.
import type { ArraySpec } from "../../arch/spec/chip-spec.js";
import type { Tile } from "../../arch/isa/program.js";
import type { ComputeStyle, Matrix, TiledMatrix } from "../../arch/styles/index.js";
import { tensorOf, type IntegerNetwork, type QuantizedModel } from "../quant/integer-network.js";
import type { MatrixLayer } from "../layers/index.js";
import type { MappingSpec } from "./mapping.js";

/** One layer at full width, cut up. Tiles are ordered by row group, then column chunk. */
export interface TiledLayer extends TiledMatrix {
  readonly id: string;
  readonly matrix: Matrix;
  /** Output pixels of the widest subnet. */
  readonly pixels: number;
}

/** What a compute style needs to know of a layer with so many active channels. */
export function matrixOf(network: IntegerNetwork, layer: MatrixLayer, outChannels: number, inChannels: number): Matrix {
  const { id, input, weights: { kernel, bits: weightBits, encoding } } = layer;
  const { bits: inputBits, signed: inputSigned } = tensorOf(network, input);
  return { layer: id, outChannels, elements: inChannels * kernel ** 2, inputBits, inputSigned, weightBits, encoding };
}

function tileLayer(network: IntegerNetwork, layer: MatrixLayer, style: ComputeStyle, array: ArraySpec, mapping: MappingSpec): TiledLayer {
  const { outChannels, inChannels } = layer.weights;
  const matrix = matrixOf(network, layer, outChannels, inChannels);
  const { height, width } = tensorOf(network, layer.output);
  return { id: layer.id, matrix, pixels: height * width, ...style.tile(matrix, array, mapping.channelOrder) };
}

/**
 * Cut up every layer of a model; all subnets share the cut.
 * @throws ConfigError when the arrays cannot hold a single channel of a layer
 */
export function tileModel(model: QuantizedModel, style: ComputeStyle, array: ArraySpec, mapping: MappingSpec): readonly TiledLayer[] {
  const network = model.subnets[0]!;
  return network.layers.flatMap((layer) => (layer.kind === "matrix" ? [tileLayer(network, layer, style, array, mapping)] : []));
}

/** The part of a tile that a subnet with so many output channels and elements uses; null when the tile stays dark. */
export function activeTile(tile: Tile, outChannels: number, elements: number): Tile | null {
  const outCount = Math.min(tile.outCount, Math.max(0, Math.ceil((outChannels - tile.outStart) / tile.outStride)));
  const elementCount = Math.min(tile.elementCount, Math.max(0, elements - tile.elementStart));
  return outCount === 0 || elementCount === 0 ? null : { ...tile, outCount, elementCount };
}
