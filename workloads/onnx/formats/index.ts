// How the numbers of an exported model are written: the registry of formats. To add one, write its file and one line here.
import { floatNumbers } from "./float.js";
import type { ExportFormat } from "./format.js";
import { qdqNumbers } from "./qdq.js";

export const EXPORT_FORMATS = {
  float: { describe: "float32; rounded where the network was trained so", mostBits: 16, numbers: floatNumbers },
  qdq: { describe: "8-bit codes with QuantizeLinear and DequantizeLinear", mostBits: 8, numbers: qdqNumbers },
} as const satisfies Record<string, ExportFormat>;

export type ExportFormatName = keyof typeof EXPORT_FORMATS;

export type { ExportActivation, ExportFormat, ExportWeights, NumberFormat } from "./format.js";
