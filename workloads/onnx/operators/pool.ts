// Pooling: the mean of the whole map, as AveragePool, GlobalAveragePool or ReduceMean; the largest of windows, as MaxPool.
import { windowsOf, type Windows } from "../../layers/windows.js";
import type { Feature } from "../feature.js";
import { axisOf } from "../folding/folder.js";
import type { NetworkReader, Operator } from "../network-reader.js";
import type { OnnxNode } from "../onnx-node.js";
import { byChannel } from "./convolution.js";
import { onlyPadded } from "./view.js";
import { readWindow, WINDOW_ATTRIBUTES } from "./window.js";

export const globalAveragePool: Operator = { attributes: [], write: (node, reader) => wholeMean(node, reader, true) };
export const globalMaxPool: Operator = { attributes: [], write: writeGlobalMaxPool };
export const maxPool: Operator = { attributes: [...WINDOW_ATTRIBUTES, "ceil_mode", "storage_order"], write: writeMaxPool };
export const averagePool: Operator = { attributes: [...WINDOW_ATTRIBUTES, "ceil_mode", "count_include_pad"], write: writeAveragePool };
export const reduceMean: Operator = { attributes: ["axes", "keepdims", "noop_with_empty_axes"], write: writeReduceMean };

function mapOf(node: OnnxNode, x: Feature): Feature {
  if (x.dims.length === 4) return x;
  throw node.problem("needs a map of height and width", `[${x.dims.join(", ")}]`, "[batch, channels, height, width]");
}

/** @param keeps are the axes left, with a size of 1? */
function wholeMean(node: OnnxNode, reader: NetworkReader, keeps: boolean): Feature {
  const x = mapOf(node, reader.feature(node, 0));
  const dims = keeps ? [x.dims[0]!, x.dims[1]!, 1, 1] : [x.dims[0]!, x.dims[1]!];
  return { ...reader.averaged(node, x, ""), dims };
}

function writeReduceMean(node: OnnxNode, reader: NetworkReader): Feature {
  const rank = reader.feature(node, 0).dims.length;
  const axes = (reader.list(node, 1, "axes") ?? []).map((axis) => axisOf(node, axis, rank));
  if ([...axes].sort().join() !== "2,3") {
    throw node.problem("only the mean over height and width is known", `axes ${axes.join(", ")}`, "axes 2, 3");
  }
  return wholeMean(node, reader, node.integer("keepdims", 1) !== 0);
}

function writeAveragePool(node: OnnxNode, reader: NetworkReader): Feature {
  const x = mapOf(node, reader.feature(node, 0));
  const { height, width } = x.shape;
  const kernel = node.integers("kernel_shape", []);
  const isPlain = node.integers("pads", [0]).every((pad) => pad === 0) && node.text("auto_pad", "NOTSET") === "NOTSET";
  if (isPlain && kernel[0] === height && kernel[1] === width) return wholeMean(node, reader, true);
  const window = readWindow(node, kernel, x);
  requireWholeWindows(node, window, x);
  if (window.kernel === 1 && window.stride === 1) return x;
  const taps = window.kernel ** 2;
  const [values, bias] = [new Float32Array(x.order.length * taps).fill(1 / taps), new Float32Array(x.order.length)];
  return { ...byChannel(node, reader, x, { window, values, bias }), isRectified: x.isRectified };
}

/** The mean of windows is a convolution a channel where each divides by as many pixels as the kernel has. */
function requireWholeWindows(node: OnnxNode, { kernel, stride, padding, endPadding = padding }: Windows, { shape }: Feature): void {
  const { height, width } = windowsOf({ kernel, stride, padding, endPadding }, shape);
  const reaches = padding > 0 || (height - 1) * stride + kernel > shape.height || (width - 1) * stride + kernel > shape.width;
  const counts = node.integer("count_include_pad", 0) !== 0 && node.integer("ceil_mode", 0) === 0;
  if (!reaches || counts) return;
  const found = `padding ${padding} and ${endPadding}`;
  throw node.problem("divides windows at the edge by fewer pixels", found, "whole windows, or count_include_pad");
}

/** Padding is minus infinity: zeros ahead of it are the same only where nothing is below them. */
function writeMaxPool(node: OnnxNode, reader: NetworkReader): Feature {
  const padded = onlyPadded(node, reader);
  const x = mapOf(node, padded.view === null || padded.isRectified ? padded : reader.feature(node, 0));
  if (x.pixels !== null) throw node.problem("the image must go into convolutions only", "a pool of the image");
  const window = readWindow(node, node.integers("kernel_shape", []), x);
  if (window.padding >= window.kernel) {
    throw node.problem("its padding must be below its kernel", String(window.padding), `below ${window.kernel}`);
  }
  return pooled(node, reader, x, window);
}

function writeGlobalMaxPool(node: OnnxNode, reader: NetworkReader): Feature {
  const x = mapOf(node, reader.feature(node, 0));
  const { height, width } = x.shape;
  if (height !== width) throw node.problem("needs a square map", `${height}x${width}`, "as high as wide");
  return pooled(node, reader, x, { kernel: height, stride: 1, padding: 0 });
}

function pooled(node: OnnxNode, reader: NetworkReader, x: Feature, window: Windows): Feature {
  const { height, width } = windowsOf(window, x.shape);
  if (window.kernel === 1 && window.stride === 1) return x;
  const id = reader.nameOf(node);
  reader.push({ kind: "max-pool", id, input: x.tensor, ...window });
  return { ...x, tensor: id, shape: { ...x.shape, height, width }, dims: [x.dims[0]!, x.dims[1]!, height, width], view: null };
}
