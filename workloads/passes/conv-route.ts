// Which way a convolution goes. The direct kernels (and Winograd's) read bordered planes as they lie: kernel 3 with padding 1 or kernel 1
// without, at stride 1, or 2 on even sizes. Everything else has its windows unfolded first.
import type { ConvNode, TensorShape } from "../layers/index.js";

/** @param input shape of the map that the convolution reads */
export function isDirect({ kernel, padding, endPadding = padding, stride }: ConvNode, input: TensorShape): boolean {
  const isKnown = (kernel === 1 || kernel === 3) && padding === (kernel - 1) / 2 && endPadding === padding;
  return isKnown && (stride === 1 || (stride === 2 && input.height % 2 === 0 && input.width % 2 === 0));
}
