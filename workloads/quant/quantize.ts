// Quantisation: a trained network with the ranges recorded (or the steps and clips learned) -> one integer network per subnet over shared
// codes. Weights symmetric per output channel (per tensor for the classifier, or where it is asked for), activations unsigned after ReLU,
// else signed. What a layer becomes is its kind's business.
import { activationScale } from "../codes/activation-codes.js";
import type { QuantOptions } from "../codes/bits.js";
import { integerKindOf, type FusedLayer, type IntegerLayer, type TensorShape } from "../layers/index.js";
import type { Activation, QuantiseSite, QuantizedWeights } from "../layers/layer-kind.js";
import { IMAGE, inferShapes } from "../nets/index.js";
import type { FloatModel, FoldedNorm } from "./float-model.js";
import { networkFormats, outputsOf, type NetworkFormats } from "./formats.js";
import { fuseNetwork } from "./fuse.js";
import type { IntegerNetwork, QuantizedModel } from "./integer-network.js";

/** Pixels are 8-bit codes as they come; the input is not re-quantised. */
const INPUT_BITS = 8;
/** Class scores with their sign. */
const SCORE_BITS = 31;

function quantizeWeights(model: FloatModel, layers: readonly FusedLayer[], formats: NetworkFormats): Map<string, QuantizedWeights> {
  const result = new Map<string, QuantizedWeights>();
  for (const layer of layers) {
    const { id } = layer.node;
    const format = formats.weights.get(id);
    if (format === undefined) continue;
    const site = { values: model.weights(id), outChannels: outputsOf(model.spec, id), format, steps: model.steps?.(id, format) };
    result.set(id, integerKindOf(layer).weights!(layer, site));
  }
  return result;
}

/** The tensors of one subnet, layer by layer. */
class SubnetBuilder implements QuantiseSite {
  readonly activations = new Map<string, Activation>();
  private readonly shapes: ReadonlyMap<string, TensorShape>;

  constructor(
    private readonly model: FloatModel,
    private readonly index: number,
    private readonly formats: NetworkFormats,
    private readonly quantised: ReadonlyMap<string, QuantizedWeights>,
    private readonly outputId: string,
  ) {
    const { zeroPoint, pixelScale } = model.normalisation;
    this.shapes = inferShapes(model.spec, model.subnets[index]);
    this.made({ spec: { ...this.sizes(IMAGE), bits: INPUT_BITS, signed: false, zeroPoint }, scale: 1 / pixelScale });
  }

  activation(tensor: string): Activation {
    return this.activations.get(tensor)!;
  }

  shape(tensor: string): TensorShape {
    return this.shapes.get(tensor)!;
  }

  weights(nodeId: string): QuantizedWeights {
    return this.quantised.get(nodeId)!;
  }

  norm(nodeId: string): FoldedNorm {
    return this.model.norm(nodeId, this.index);
  }

  bias(nodeId: string): Float32Array {
    return this.model.bias(nodeId, this.index);
  }

  isOutput(tensor: string): boolean {
    return tensor === this.outputId;
  }

  calibrated(tensor: string): Activation {
    const { bits, signed } = this.formats.activations.get(tensor)!;
    const scale = activationScale(this.model.range(tensor, this.index, bits), bits, !signed);
    return this.made({ spec: { ...this.sizes(tensor), bits, signed, zeroPoint: 0 }, scale });
  }

  scores(tensor: string): Activation {
    return this.made({ spec: { ...this.sizes(tensor), bits: SCORE_BITS, signed: true, zeroPoint: 0 }, scale: 1 });
  }

  made(activation: Activation): Activation {
    this.activations.set(activation.spec.id, activation);
    return activation;
  }

  private sizes(id: string): { readonly id: string; readonly channels: number; readonly height: number; readonly width: number } {
    const { channels, height, width } = this.shape(id);
    return { id, channels, height, width };
  }
}

/** Quantise every subnet of a trained model. @throws ConfigError for graphs or factors that integers cannot hold */
export function quantizeModel(model: FloatModel, options: QuantOptions): QuantizedModel {
  const fused = fuseNetwork(model.spec);
  const formats = networkFormats(model.spec, options);
  const weights = quantizeWeights(model, fused, formats);
  const output = fused.at(-1)!.output;
  const subnets = model.subnets.map(({ name, width, channels }, index): IntegerNetwork => {
    const builder = new SubnetBuilder(model, index, formats, weights, output);
    const layers = fused.map((layer) => integerKindOf(layer).quantise(layer, builder) as IntegerLayer);
    return { name, width, channels, tensors: [...builder.activations.values()].map(({ spec }) => spec), layers, input: IMAGE, output };
  });
  return { name: model.spec.name, weights: [...weights.values()].map((entry) => entry.weights), subnets };
}
