// float32 with the batch norm's factors in the weights. Of a network that was trained for integers the weights are those that ran, and
// activations are rounded as they were in training: the function that our own float path computes.
import { activationCodes, activationScale } from "../../codes/activation-codes.js";
import type { GraphWriter } from "../graph-writer.js";
import { sliced, type NumberFormat } from "./format.js";

/** Numbers of a model in float32. @param isTrained the network was trained for integers: activations are rounded as they were then */
export function floatNumbers(writer: GraphWriter, isTrained: boolean): NumberFormat {
  return {
    weights: (name, { full, stored, dims, factors }) => {
      const values = sliced(full, stored, dims);
      const each = values.length / dims[0]!;
      return writer.floats(name, values.map((value, at) => value * (factors?.[Math.floor(at / each)] ?? 1)), dims);
    },
    activation: (value, activation) => {
      if (!isTrained || "pixelScale" in activation) return value;
      const { range, bits, signed } = activation;
      const scale = activationScale(range, bits, !signed);
      const { min, max } = activationCodes(bits, signed);
      const constant = (name: string, of: number): string => writer.floats(`${value}.${name}`, [of], []);
      const rounded = writer.node(
        "Round", [writer.node("Mul", [value, constant("inverse-scale", 1 / scale)], `${value}.scaled`)], `${value}.rounded`
      );
      const codes = writer.node("Clip", [rounded, constant("least", min), constant("most", max)], `${value}.codes`);
      return writer.node("Mul", [codes, constant("scale", scale)], `${value}.real`);
    },
  };
}
