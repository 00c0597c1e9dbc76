// float32 with the batch norm's factors in the weights.
import type { GraphWriter } from "../graph-writer.js";
import { sliced, type NumberFormat } from "./format.js";

export function floatNumbers(writer: GraphWriter): NumberFormat {
  return {
    weights: (name, { full, stored, dims, factors }) => {
      const values = sliced(full, stored, dims);
      const each = values.length / dims[0]!;
      return writer.floats(name, values.map((value, at) => value * (factors?.[Math.floor(at / each)] ?? 1)), dims);
    },
    activation: (value) => value,
  };
}
