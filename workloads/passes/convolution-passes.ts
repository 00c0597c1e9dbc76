// Which passes a convolution has: direct kernels where they know its shape, else its windows unfolded, else (in groups) plain loops; a
// linear layer where it reads a vector.
import type { ConvNode } from "../layers/index.js";
import type { TensorShape } from "../layers/layer-kind.js";
import { Biased } from "./channel-bias.js";
import { isDirect } from "./conv-route.js";
import { Convolution, convolutionPlaces } from "./convolution.js";
import { GroupedConvolution } from "./grouped-convolution.js";
import type { Layer } from "./layer.js";
import { Linear } from "./linear.js";
import type { Site } from "./site.js";
import { tensorNames } from "./tensor-names.js";
import { UnfoldedConvolution, unfoldedPlaces } from "./unfolded-convolution.js";

/** The passes of one convolution on one thread. */
export function convolutionPasses(node: ConvNode, site: Site): Layer {
  const input = site.plan.shapes.get(node.input)!;
  const isBiased = node.bias === true;
  if (input.vector === true) return new Linear(node, site, isBiased, node.groups);
  const sums = sumsOf(node, input, site);
  return isBiased ? new Biased(node.id, sums, !site.plan.frozen.has(tensorNames.bias(node.id))) : sums;
}

function sumsOf(node: ConvNode, input: TensorShape, site: Site): Layer {
  if (packedConvolution(node, input) === null) return new GroupedConvolution(node, site);
  return isDirect(node, input) ? new Convolution(node, site) : new UnfoldedConvolution(node, site);
}

/** Weights as the kernels see them: inputs and taps of each output channel; null where no kernel is used. */
export function packedConvolution(node: ConvNode, input: TensorShape): { readonly inputs: number; readonly taps: number } | null {
  if ((node.groups ?? 1) > 1 || input.vector === true) return null;
  const taps = node.kernel ** 2;
  return isDirect(node, input) ? { inputs: input.channels, taps } : { inputs: input.channels * taps, taps: 1 };
}

/** Allocates as much as the passes will. */
export function reserveConvolution(node: ConvNode, site: Pick<Site, "arena" | "plan" | "packing" | "images">): void {
  const [input, output] = [site.plan.shapes.get(node.input)!, site.plan.shapes.get(node.id)!];
  if (packedConvolution(node, input) === null) return;
  if (isDirect(node, input)) convolutionPlaces(node, input, output, site);
  else unfoldedPlaces(node, input, output, site);
}
