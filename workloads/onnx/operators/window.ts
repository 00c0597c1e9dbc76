// Kernel, stride and padding of a convolution or pooling: square, the same in both directions and on all sides, undilated.
import type { OnnxNode } from "../graph.js";
import type { NetworkReader } from "../network-reader.js";

export interface WindowShape {
  readonly kernel: number;
  readonly stride: number;
  readonly padding: number;
}

/** @throws ConfigError naming the first thing about the windows that ours do not have */
export function readWindow(node: OnnxNode, reader: NetworkReader, kernel: readonly number[]): WindowShape {
  const refuse = (what: string, found: readonly number[] | string, allowed: string): never => { throw reader.problem(node, what, typeof found === "string" ? found : found.join(", "), allowed); };
  const allEqual = (values: readonly number[]): boolean => values.every((value) => value === values[0]);
  if (kernel.length !== 2 || !allEqual(kernel)) refuse("needs a square kernel over height and width", kernel, "k, k");
  const [strides, pads, dilations] = [reader.integers(node, "strides", [1, 1]), reader.integers(node, "pads", [0, 0, 0, 0]), reader.integers(node, "dilations", [1, 1])];
  if (dilations.some((dilation) => dilation !== 1)) refuse("dilated windows are not known", dilations, "1, 1");
  if (!allEqual(strides)) refuse("strides must be equal in both directions", strides, "equal strides");
  if (!allEqual(pads)) refuse("padding must be equal on all sides", pads, "equal padding");
  const automatic = new TextDecoder().decode(node.attributes.get("auto_pad")?.s ?? new Uint8Array(0));
  if (automatic !== "" && automatic !== "NOTSET" && automatic !== "VALID") refuse("automatic padding is not known", automatic, "stated pads");
  return { kernel: kernel[0]!, stride: strides[0]!, padding: pads[0]! };
}
