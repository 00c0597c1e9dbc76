// Codes in bytes, the same as the integer network's, between QuantizeLinear and DequantizeLinear. Fewer than 8 bits are clipped to their
// codes before: QuantizeLinear knows whole bytes only.
import { quantizeRows } from "../../codes/fixed-point.js";
import { activationCodes, activationScale } from "../../codes/activation-codes.js";
import type { GraphWriter } from "../graph-writer.js";
import { sliced, type ExportActivation, type ExportWeights, type NumberFormat } from "./format.js";

const BYTE_BITS = 8;
const LARGEST_BYTE = activationCodes(BYTE_BITS, true).max;

/** Numbers of a model as codes between QuantizeLinear and DequantizeLinear. */
export function qdqNumbers(writer: GraphWriter): NumberFormat {
  return {
    weights: (name, weights) => qdqWeights(writer, name, weights),
    activation: (value, activation) => qdqActivation(writer, value, activation),
  };
}

function qdqActivation(writer: GraphWriter, value: string, activation: ExportActivation): string {
  if ("pixelScale" in activation) {
    return coded(writer, value, value, { scale: 1 / activation.pixelScale, zeroPoint: activation.zeroPoint, signed: false });
  }
  const { range, bits, signed } = activation;
  const scale = activationScale(range, bits, !signed);
  const codes = activationCodes(bits, signed);
  const bounds = (): string[] => [codes.min, codes.max].map((code) => writer.floats(`${value}.code${code}`, [code * scale], []));
  const clipped = bits === BYTE_BITS ? value : writer.node("Clip", [value, ...bounds()], `${value}.clipped`);
  return coded(writer, value, clipped, { scale, zeroPoint: 0, signed });
}

/** real = scale (code - zeroPoint) */
function coded(writer: GraphWriter, name: string, value: string, {
  scale, zeroPoint, signed,
}: { readonly scale: number; readonly zeroPoint: number; readonly signed: boolean }): string {
  const parameters = [writer.floats(`${name}.scale`, [scale], []), writer.bytes(`${name}.zero-point`, [zeroPoint], [], signed)];
  return writer.node(
    "DequantizeLinear", [writer.node("QuantizeLinear", [value, ...parameters], `${name}.codes`), ...parameters], `${name}.real`
  );
}

/**
 * The same codes as the integer network's; the batch norm's factor goes into the scale, its sign into the codes (scales are positive), or
 * into a product behind them where the smallest code, which has no opposite in a byte, would need one.
 */
function qdqWeights(writer: GraphWriter, name: string, { full, stored, dims, format, steps, factors }: ExportWeights): string {
  const { codes, scales } = quantizeRows(full, full.length / stored, format, steps);
  const outputs = dims[0]!;
  const own = Float64Array.from({ length: outputs }, (_, o) => scales[o]! * (factors?.[o] ?? 1));
  const values = sliced(codes, stored, dims);
  const each = values.length / outputs;
  const signs = own.map(Math.sign);
  const signed = values.map((code, at) => code * signs[Math.floor(at / each)]!);
  const fits = signed.every((code) => code <= LARGEST_BYTE);
  const inputs = [writer.bytes(`${name}.codes`, fits ? signed : values, dims, true), writer.floats(
    `${name}.scale`, own.map((scale) => Math.abs(scale) || 1), [outputs]
  ), writer.bytes(`${name}.zero-point`, new Uint8Array(outputs), [outputs], true)];
  if (fits) return writer.node("DequantizeLinear", inputs, name, { axis: 0 });
  const magnitudes = writer.node("DequantizeLinear", inputs, `${name}.magnitudes`, { axis: 0 });
  return writer.node("Mul", [magnitudes, writer.floats(`${name}.signs`, signs, dims.map((size, axis) => (axis === 0 ? size : 1)))], name);
}
