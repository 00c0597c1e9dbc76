// Quantisation: a trained network with the ranges recorded (or the steps and clips learned) -> one integer network per subnet over shared codes.
// Weights symmetric per output channel (per tensor for the classifier, or where it is asked for), activations unsigned after ReLU, else signed.
import type { ScaleTable, TensorSpec } from "../../arch/isa/program.js";
import { windowsOf } from "../nets/shapes.js";
import type { FloatModel } from "./float-model.js";
import { activationCodes, activationScale } from "../codes/activation-codes.js";
import { fuseNetwork, type FusedLayer, type FusedMatrix, type FusedMaxPool, type FusedPool } from "./fuse.js";
import { networkFormats, outputsOf, type NetworkFormats } from "./formats.js";
import type { QuantOptions } from "../codes/bits.js";
import { quantizeRows, toFixedPoint } from "../codes/fixed-point.js";
import type { IntegerLayer, IntegerNetwork, MatrixLayer, QuantizedModel, WeightCodes } from "./integer-network.js";

/** Pixels are 8-bit codes as they come; the input is not re-quantised. */
const INPUT_BITS = 8;
/** Width that a code and its fraction share, and the fewest fraction bits. */
const SCALED_BITS = 16;
const LEAST_FRACTION_BITS = 8;
const LOGIT_BITS = 31;

interface QuantizedWeights {
  readonly weights: WeightCodes;
  readonly scales: Float64Array;
}

interface Activation {
  readonly spec: TensorSpec;
  /** real = scale x (code - zero point) */
  readonly scale: number;
}

/** Bits of a multiplier: 8-bit outputs are exact enough with 15, wider ones get 23. */
const multiplierBits = (output: TensorSpec): number => (output.bits <= 8 ? 15 : 23);

/**
 * Fraction bits kept until residual and bias are added. A value that falls on the other side of the middle between two codes is wrong by a whole
 * code, a third of the range with 2 bits; so the fewer the codes, the finer the fraction, as far as multipliers have room.
 * @param factors in codes of the output
 */
function fractionBitsOf(output: TensorSpec, factors: readonly number[]): number {
  const largest = factors.reduce((max, factor) => Math.max(max, Math.abs(factor)), 0);
  const room = Math.floor(Math.log2((2 ** multiplierBits(output) - 1) / largest));
  return Math.max(LEAST_FRACTION_BITS, Math.min(SCALED_BITS - output.bits, room));
}

function quantizeWeights(model: FloatModel, layers: readonly FusedLayer[], formats: NetworkFormats): Map<string, QuantizedWeights> {
  const result = new Map<string, QuantizedWeights>();
  for (const layer of layers) {
    if (layer.kind !== "matrix") continue;
    const { node } = layer;
    const kernel = node.kind === "conv" ? node.kernel : 1;
    const values = model.weights(node.id);
    const outChannels = outputsOf(model.spec, node.id);
    const format = formats.weights.get(node.id)!;
    const { bits } = format;
    const { codes, scales } = quantizeRows(values, outChannels, format, model.steps?.(node.id, format));
    const inChannels = values.length / outChannels / kernel ** 2;
    const encoding = bits === 1 ? "bipolar" : "twos-complement";
    result.set(node.id, { weights: { id: node.id, outChannels, inChannels, kernel, bits, encoding, codes }, scales });
  }
  return result;
}

/** Builds one subnet layer by layer. */
class SubnetBuilder {
  readonly activations = new Map<string, Activation>();
  readonly layers: IntegerLayer[] = [];

  constructor(
    readonly model: FloatModel,
    readonly index: number,
    readonly formats: NetworkFormats,
    readonly weights: ReadonlyMap<string, QuantizedWeights>,
    readonly outputId: string,
  ) {
    const { channels, height, width } = model.spec.input;
    const { zeroPoint, pixelScale } = model.normalisation;
    this.activations.set("image", { spec: { id: "image", channels, height, width, bits: INPUT_BITS, signed: false, zeroPoint }, scale: 1 / pixelScale });
  }

  add(layer: FusedLayer): void {
    if (layer.kind === "matrix") this.layers.push(this.#matrix(layer));
    else this.layers.push(layer.kind === "max-pool" ? this.#maxPool(layer) : this.#pool(layer));
  }

  #matrix(layer: FusedMatrix): MatrixLayer {
    const { node } = layer;
    const input = this.activations.get(layer.input)!;
    const { weights, scales } = this.weights.get(node.id)!;
    const [kernel, stride, padding] = node.kind === "conv" ? [node.kernel, node.stride, node.padding] : [1, 1, 0];
    const channels = node.kind === "conv" ? this.model.subnets[this.index]!.channels[node.slot]! : node.outFeatures;
    const { height, width } = windowsOf({ kernel, stride, padding }, input.spec);
    const isOutput = layer.output === this.outputId;
    const real = this.#realScale(layer, channels, scales, input.scale);
    const output = isOutput ? this.#logits(layer.output, channels, height, width) : this.#calibrated(layer.output, channels, height, width);
    const offsets = weightSums(weights, channels, input.spec.channels).map((sum) => (sum === 0 ? 0 : -input.spec.zeroPoint * sum));
    const table = isOutput ? logitTable(node.id, real, offsets, output, accumulatorBits(input.spec, weights)) : this.#table(layer, real, offsets, output);
    return { kind: "matrix", source: node.kind, id: node.id, input: layer.input, output: layer.output, weights, stride, padding, table, residual: layer.residual };
  }

  /** Sum -> real value: factor x sum + shift, by output channel. */
  #realScale(layer: FusedMatrix, channels: number, scales: Float64Array, inputScale: number): { factors: number[]; shifts: number[] } {
    const norm = layer.norm === null ? null : this.model.norm(layer.norm, this.index);
    const bias = layer.node.kind === "linear" ? this.model.bias(layer.node.id, this.index) : null;
    const range = Array.from({ length: channels }, (_, o) => o);
    return {
      factors: range.map((o) => (norm?.scale[o] ?? 1) * scales[o]! * inputScale),
      shifts: range.map((o) => norm?.shift[o] ?? bias?.[o] ?? 0),
    };
  }

  #table(layer: FusedMatrix, real: { factors: number[]; shifts: number[] }, offsets: readonly number[], output: Activation): ScaleTable {
    const bits = multiplierBits(output.spec);
    const residualScales = layer.residual === null ? [] : [this.activations.get(layer.residual.tensor)!.scale];
    const fractionBits = fractionBitsOf(output.spec, [...real.factors, ...residualScales].map((factor) => factor / output.scale));
    const unit = 2 ** fractionBits / output.scale;
    const { multipliers, shift } = toFixedPoint(real.factors.map((factor) => factor * unit), bits, `${layer.node.id}.scale`);
    const residual = layer.residual === null ? null : toFixedPoint(residualScales.map((scale) => scale * unit), bits, `${layer.node.id}.residual`);
    const biases = real.shifts.map((value) => Math.round(value * unit));
    return {
      id: layer.node.id,
      offsets,
      multipliers,
      biases,
      shift,
      fractionBits,
      residualMultiplier: residual?.multipliers[0] ?? 0,
      residualShift: residual?.shift ?? 0,
      ...clampOf(output.spec),
      entryBits: bits + 1 + signedBits(biases) + signedBits(offsets),
    };
  }

  #maxPool({ node, input: id, output }: FusedMaxPool): IntegerLayer {
    const input = this.activations.get(id)!;
    this.#keep({ spec: { ...input.spec, id: output, ...windowsOf(node, input.spec) }, scale: input.scale });
    return { kind: "max-pool", id: node.id, input: id, output, kernel: node.kernel, stride: node.stride, padding: node.padding };
  }

  #pool(layer: FusedPool): IntegerLayer {
    const input = this.activations.get(layer.input)!;
    const { channels, height, width } = input.spec;
    const output = this.#calibrated(layer.output, channels, 1, 1);
    const factor = input.scale / output.scale / (height * width);
    const fractionBits = fractionBitsOf(output.spec, [factor]);
    const bits = multiplierBits(output.spec);
    const { multipliers, shift } = toFixedPoint([factor * 2 ** fractionBits], bits, `${layer.node.id}.scale`);
    const zeros = new Array<number>(channels).fill(0);
    const table: ScaleTable = {
      id: layer.node.id, offsets: zeros, multipliers: zeros.map(() => multipliers[0]!), biases: zeros, shift, fractionBits,
      residualMultiplier: 0, residualShift: 0, ...clampOf(output.spec), entryBits: bits + 1,
    };
    return { kind: "global-average-pool", id: layer.node.id, input: layer.input, output: layer.output, table };
  }

  /** Tensor whose scale comes from the recorded range. */
  #calibrated(id: string, channels: number, height: number, width: number): Activation {
    const { bits, signed } = this.formats.activations.get(id)!;
    const scale = activationScale(this.model.range(id, this.index, bits), bits, !signed);
    return this.#keep({ spec: { id, channels, height, width, bits, signed, zeroPoint: 0 }, scale });
  }

  #logits(id: string, channels: number, height: number, width: number): Activation {
    return this.#keep({ spec: { id, channels, height, width, bits: LOGIT_BITS, signed: true, zeroPoint: 0 }, scale: 1 });
  }

  #keep(activation: Activation): Activation {
    this.activations.set(activation.spec.id, activation);
    return activation;
  }
}

/** Bits that hold the largest magnitude with its sign; none where all are zero. */
function signedBits(values: readonly number[]): number {
  const largest = values.reduce((max, value) => Math.max(max, Math.abs(value)), 0);
  return largest === 0 ? 0 : Math.floor(Math.log2(largest)) + 2;
}

const clampOf = (spec: TensorSpec): { min: number; max: number } => activationCodes(spec.bits, spec.signed);

/** Sum of the active weight codes of each active output channel. */
function weightSums(weights: WeightCodes, outChannels: number, inChannels: number): number[] {
  const taps = weights.kernel ** 2;
  return Array.from({ length: outChannels }, (_, o) =>
    weights.codes.subarray(o * weights.inChannels * taps, (o * weights.inChannels + inChannels) * taps).reduce((sum, code) => sum + code, 0));
}

/** Bits that a sum over the whole dot product can need, sign included. */
export const accumulatorBits = (input: TensorSpec, weights: WeightCodes): number =>
  input.bits + weights.bits + Math.ceil(Math.log2(weights.inChannels * weights.kernel ** 2)) + 1;

/** Class scores keep the sum's own scale (one for all classes); a shift only where they would not fit. */
function logitTable(id: string, real: { factors: number[]; shifts: number[] }, offsets: readonly number[], output: Activation, sumBits: number): ScaleTable {
  const shift = Math.max(0, sumBits - (LOGIT_BITS - 1));
  const biases = real.shifts.map((value, o) => Math.round(value / (real.factors[o]! || 1) / 2 ** shift));
  return {
    id, offsets, multipliers: real.factors.map(() => 1), biases, shift, fractionBits: 0, residualMultiplier: 0, residualShift: 0,
    ...clampOf(output.spec), entryBits: signedBits(biases) + signedBits(offsets),
  };
}

/** Quantise every subnet of a trained model. @throws ConfigError for graphs or factors that integers cannot hold */
export function quantizeModel(model: FloatModel, options: QuantOptions): QuantizedModel {
  const layers = fuseNetwork(model.spec);
  const formats = networkFormats(model.spec, options);
  const weights = quantizeWeights(model, layers, formats);
  const subnets = model.subnets.map((subnet, index): IntegerNetwork => {
    const output = layers.at(-1)!.output;
    const builder = new SubnetBuilder(model, index, formats, weights, output);
    for (const layer of layers) builder.add(layer);
    const tensors = [...builder.activations.values()].map((activation) => activation.spec);
    return { name: subnet.name, width: subnet.width, channels: subnet.channels, tensors, layers: builder.layers, input: "image", output };
  });
  return { name: model.spec.name, weights: [...weights.values()].map((entry) => entry.weights), subnets };
}
