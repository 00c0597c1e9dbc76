// 8-bit codes, the same as the integer network's, between QuantizeLinear and DequantizeLinear.
import { quantizeRows } from "../../quant/fixed-point.js";
import { activationScale } from "../../quant/activation-codes.js";
import type { GraphWriter } from "../graph-writer.js";
import { sliced, type ExportWeights, type NumberFormat } from "./format.js";

const BITS = 8;

export function qdqNumbers(writer: GraphWriter): NumberFormat {
  return {
    weights: (name, weights) => qdqWeights(writer, name, weights),
    activation: (value, activation) => {
      const scale = "scale" in activation ? activation.scale : activationScale(activation.range, BITS, !activation.signed);
      const zeroPoint = "zeroPoint" in activation ? activation.zeroPoint : 0;
      const parameters = [writer.floats(`${value}.scale`, [scale], []), writer.bytes(`${value}.zero-point`, [zeroPoint], [], activation.signed)];
      return writer.node("DequantizeLinear", [writer.node("QuantizeLinear", [value, ...parameters], `${value}.codes`), ...parameters], `${value}.real`);
    },
  };
}

/** The same codes as the integer network's; the batch norm's factor goes into the scale, its sign into the codes (scales are positive). */
function qdqWeights(writer: GraphWriter, name: string, { full, stored, dims, perChannel, factors }: ExportWeights): string {
  const { codes, scales } = quantizeRows(full, full.length / stored, { bits: BITS, perChannel });
  const own = Float64Array.from({ length: dims[0]! }, (_, o) => scales[o]! * (factors?.[o] ?? 1));
  const values = sliced(codes, stored, dims);
  const each = values.length / dims[0]!;
  const signed = values.map((code, at) => (own[Math.floor(at / each)]! < 0 ? -code : code));
  const positive = own.map((scale) => Math.abs(scale) || 1);
  const zeroed = signed.map((code, at) => (own[Math.floor(at / each)] === 0 ? 0 : code));
  const inputs = [writer.bytes(`${name}.codes`, zeroed, dims, true), writer.floats(`${name}.scale`, positive, [dims[0]!]), writer.bytes(`${name}.zero-point`, new Uint8Array(dims[0]!), [dims[0]!], true)];
  return writer.node("DequantizeLinear", inputs, name, { axis: 0 });
}
