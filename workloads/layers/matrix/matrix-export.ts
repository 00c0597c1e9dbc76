// A matrix layer as ONNX nodes: Conv or Gemm with the batch norm folded in, then Add and Relu where it has them.
import { ConfigError } from "../../../sim/errors.js";
import type { ConvNode } from "../conv.js";
import type { ExportSite } from "../layer-kind.js";
import type { FusedMatrix } from "./matrix.js";

/** Writes the layer of one subnet. @throws ConfigError for groups that the subnet cuts through */
export function exportMatrix(layer: FusedMatrix, site: ExportSite): void {
  const { writer } = site;
  const { node } = layer;
  const [input, output] = [site.shape(layer.input), site.shape(node.id)];
  const isMap = node.kind === "conv" && output.vector !== true;
  const groups = isMap ? groupsOf(node, input.channels, output.channels, site) : 1;
  const rows = isMap ? [input.channels / groups, node.kernel, node.kernel] : [input.channels];
  const weights = weightsOf(layer, [output.channels, ...rows], site);
  const bias = writer.floats(`${node.id}.bias`, shiftsOf(layer, site).slice(0, output.channels), [output.channels]);
  let value = isMap ? convolution(node, [site.value(layer.input), weights, bias], groups, site) : gemm(layer, [weights, bias], site);
  if (layer.residual !== null) value = writer.node("Add", [value, shortcut(layer, output.channels, site)], `${node.id}.added`);
  if (layer.relu) value = rectified(layer, value, site);
  site.made(layer, value);
}

/** Groups of the subnet: whole ones only. */
function groupsOf({ id, groups = 1 }: ConvNode, inputs: number, outputs: number, { outputsOf, model }: ExportSite): number {
  if (groups === 1) return 1;
  const left = (outputs * groups) / outputsOf(id);
  const seen = model.weights(id).length / outputsOf(id);
  if (Number.isInteger(left) && (seen / (inputs / left)) % 1 === 0) return left;
  throw new ConfigError({
    path: id, message: "ONNX has whole groups of a convolution only; this subnet cuts through one",
    found: `${inputs} to ${outputs} channels`, allowed: "a subnet of whole groups",
  });
}

/** What is added to the sums of every output channel at full width. */
function shiftsOf({ node, norm }: FusedMatrix, { model, outputsOf }: ExportSite): Float64Array | Float32Array {
  const bias = node.kind === "linear" || node.bias === true ? model.bias(node.id, 0) : null;
  const folded = norm === null ? null : model.norm(norm, 0);
  if (folded === null) return bias ?? new Float64Array(outputsOf(node.id));
  return bias === null ? folded.shift : folded.shift.map((shift, o) => shift + folded.scale[o]! * bias[o]!);
}

/** @param dims of the subnet's weights */
function weightsOf({ node, norm }: FusedMatrix, dims: readonly number[], { model, numbers, outputsOf, weightFormat }: ExportSite): string {
  const full = model.weights(node.id);
  const stored = full.length / outputsOf(node.id);
  const format = weightFormat(node.id);
  const factors = norm === null ? null : model.norm(norm, 0).scale;
  return numbers.weights(`${node.id}.weight`, { full, stored, dims, format, steps: model.steps?.(node.id, format), factors });
}

function convolution(node: ConvNode, inputs: readonly string[], groups: number, { writer }: ExportSite): string {
  const { id, kernel, stride, padding, endPadding = padding } = node;
  const window = { kernel_shape: [kernel, kernel], strides: [stride, stride], pads: [padding, padding, endPadding, endPadding] };
  return writer.node("Conv", inputs, `${id}.sum`, { ...window, ...(groups === 1 ? {} : { group: groups }) });
}

function gemm(layer: FusedMatrix, constants: readonly string[], site: ExportSite): string {
  const { id } = layer.node;
  const flat = site.writer.node("Flatten", [site.value(layer.input)], `${id}.flat`, { axis: 1 });
  const isScores = site.isLast(layer) && !layer.relu && layer.residual === null;
  return site.writer.node("Gemm", [flat, ...constants], isScores ? site.scores : `${id}.sum`, { transB: 1 });
}

/** Option A: every n-th pixel, channels cut off or padded with zeros to those of the layer. */
function shortcut(layer: FusedMatrix, channels: number, site: ExportSite): string {
  const { writer } = site;
  const { tensor, stride } = layer.residual!;
  const { channels: have, height, width, vector } = site.shape(tensor);
  let value = site.value(tensor);
  const id = `${layer.node.id}.shortcut`;
  const axes = vector === true ? 1 : 3;
  if (stride !== 1 || have > channels) {
    const bounds = [writer.integers(`${id}.starts`, [0, 0, 0].slice(0, axes)), writer.integers(
      `${id}.ends`, [Math.min(have, channels), height, width].slice(0, axes)
    )];
    const steps = [
      writer.integers(`${id}.axes`, [1, 2, 3].slice(0, axes)), writer.integers(`${id}.steps`, [1, stride, stride].slice(0, axes)),
    ];
    value = writer.node("Slice", [value, ...bounds, ...steps], `${id}.slice`);
  }
  const missing = channels - have;
  const pads = vector === true ? [0, 0, 0, missing] : [0, 0, 0, 0, 0, missing, 0, 0];
  return missing > 0 ? writer.node("Pad", [value, writer.integers(`${id}.pads`, pads)], `${id}.pad`) : value;
}

/** Relu, or Clip where the rectifier has an upper bound. */
function rectified({ node: { id }, most }: FusedMatrix, value: string, { writer }: ExportSite): string {
  if (most === null) return writer.node("Relu", [value], `${id}.rectified`);
  const bounds = [writer.floats(`${id}.least`, [0], []), writer.floats(`${id}.most`, [most], [])];
  return writer.node("Clip", [value, ...bounds], `${id}.rectified`);
}
