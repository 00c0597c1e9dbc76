// A matrix layer of one subnet as integers: codes of the weights shared by all, and a scale table of the subnet's own.
import type { ScaleTable, TensorSpec } from "../../../arch/isa/program.js";
import { ConfigError } from "../../../sim/errors.js";
import { toFixedPoint } from "../../codes/fixed-point.js";
import { clampOf, fractionBitsOf, multiplierBits, signedBits } from "../../codes/scale-table.js";
import type { WeightCodes } from "../../quant/integer-network.js";
import type { Activation, QuantiseSite } from "../layer-kind.js";
import type { FusedMatrix, MatrixLayer } from "./matrix.js";

/** Bits of a class score but its sign. */
const SCORE_BITS = 30;

/** Sum -> real value: factor x sum + shift, by output channel. */
interface RealScale {
  readonly factors: number[];
  readonly shifts: number[];
}

/** @throws ConfigError for factors that integers cannot hold */
export function quantiseMatrix(layer: FusedMatrix, site: QuantiseSite): MatrixLayer {
  const { node } = layer;
  const input = site.activation(layer.input);
  const { weights, scales } = site.weights(node.id);
  const { channels } = site.shape(node.id);
  const [stride, padding] = node.kind === "conv" ? [node.stride, node.padding] : [1, 0];
  const isOutput = site.isOutput(layer.output);
  if (isOutput && layer.residual !== null) {
    throw new ConfigError({ path: layer.output, message: "class scores cannot be quantised behind an addition" });
  }
  const real = realScale(layer, channels, scales, input.scale, site);
  const output = isOutput ? site.scores(layer.output) : site.calibrated(layer.output);
  const offsets = weightSums(weights, channels, input.spec.channels).map((sum) => (sum === 0 ? 0 : -input.spec.zeroPoint * sum));
  const table = isOutput
    ? scoreTable(layer, real, offsets, output, accumulatorBits(input.spec, weights))
    : tableOf(layer, real, offsets, output, site);
  return {
    kind: "matrix", source: node.kind, id: node.id, input: layer.input, output: layer.output, weights, stride, padding, table,
    residual: layer.residual,
  };
}

function realScale(layer: FusedMatrix, channels: number, scales: Float64Array, inputScale: number, site: QuantiseSite): RealScale {
  const { node } = layer;
  const norm = layer.norm === null ? null : site.norm(layer.norm);
  const bias = node.kind === "linear" || node.bias === true ? site.bias(node.id) : null;
  const shift = (o: number): number => {
    if (norm === null) return bias?.[o] ?? 0;
    return bias === null ? norm.shift[o]! : norm.shift[o]! + norm.scale[o]! * bias[o]!;
  };
  const range = Array.from({ length: channels }, (_, o) => o);
  return { factors: range.map((o) => (norm?.scale[o] ?? 1) * scales[o]! * inputScale), shifts: range.map(shift) };
}

function tableOf(layer: FusedMatrix, real: RealScale, offsets: readonly number[], output: Activation, site: QuantiseSite): ScaleTable {
  const bits = multiplierBits(output.spec);
  const residualScales = layer.residual === null ? [] : [site.activation(layer.residual.tensor).scale];
  const fractionBits = fractionBitsOf(output.spec, [...real.factors, ...residualScales].map((factor) => factor / output.scale));
  const unit = 2 ** fractionBits / output.scale;
  const { multipliers, shift } = toFixedPoint(real.factors.map((factor) => factor * unit), bits, `${layer.node.id}.scale`);
  const residual = layer.residual
    === null ? null : toFixedPoint(residualScales.map((scale) => scale * unit), bits, `${layer.node.id}.residual`);
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
    ...boundedClamp(layer, output, output.scale),
    entryBits: bits + 1 + signedBits(biases) + signedBits(offsets),
  };
}

/** Sum of the active weight codes of each active output channel. */
function weightSums(weights: WeightCodes, outChannels: number, inChannels: number): number[] {
  const taps = weights.kernel ** 2;
  return Array.from({ length: outChannels }, (_, o) => {
    const start = o * weights.inChannels * taps;
    return weights.codes.subarray(start, start + inChannels * taps).reduce((sum, code) => sum + code, 0);
  });
}

/** Bits that a sum over the whole dot product can need, sign included. */
const accumulatorBits = (input: TensorSpec, weights: WeightCodes): number =>
  input.bits + weights.bits + Math.ceil(Math.log2(weights.inChannels * weights.kernel ** 2)) + 1;

/** @param scale real value of a code */
function boundedClamp({ most }: FusedMatrix, { spec }: Activation, scale: number): { readonly min: number; readonly max: number } {
  const { min, max } = clampOf(spec);
  return { min, max: most === null || !(scale > 0) ? max : Math.min(max, Math.round(most / scale)) };
}

/** Class scores keep the sum's own scale (one for all classes); a shift only where they would not fit. */
function scoreTable(layer: FusedMatrix, real: RealScale, offsets: readonly number[], output: Activation, sumBits: number): ScaleTable {
  const shift = Math.max(0, sumBits - SCORE_BITS);
  const biases = real.shifts.map((value, o) => Math.round(value / (real.factors[o]! || 1) / 2 ** shift));
  return {
    id: layer.node.id, offsets, multipliers: real.factors.map(
      () => 1
    ), biases, shift, fractionBits: 0, residualMultiplier: 0, residualShift: 0,
    ...boundedClamp(layer, output, (real.factors[0] ?? 1) * 2 ** shift), ...(layer.relu ? { min: 0 } : {}),
    entryBits: signedBits(biases) + signedBits(offsets),
  };
}
