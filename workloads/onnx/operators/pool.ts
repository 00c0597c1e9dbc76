// Pooling: the mean of the whole map, as AveragePool, GlobalAveragePool or ReduceMean; the largest of windows, as MaxPool.
import type { OnnxNode } from "../graph.js";
import { windowsOf } from "../../nets/index.js";
import type { Feature, NetworkReader } from "../network-reader.js";
import { readWindow } from "./window.js";

/** Any pooling that takes the mean of the whole map. */
export function writePool(node: OnnxNode, reader: NetworkReader): Feature {
  const x = reader.feature(node.inputs[0]!);
  const { height, width } = x.shape;
  if (node.op === "AveragePool") {
    const kernel = reader.integers(node, "kernel_shape", []);
    const isWhole = kernel[0] === height && kernel[1] === width && reader.integers(node, "pads", [0]).every((pad) => pad === 0);
    if (!isWhole) throw reader.problem(node, "only pooling over the whole map is known", `kernel ${kernel.join("x")} on ${height}x${width}`, `${height}x${width} without padding`);
  }
  if (node.op === "ReduceMean") {
    const axes = node.inputs.length > 1 ? [...reader.constant(node, 1, "axes").values] : reader.integers(node, "axes", []);
    const spatial = axes.map((axis) => (axis < 0 ? axis + 4 : axis)).sort();
    if (spatial.join() !== "2,3") throw reader.problem(node, "only the mean over height and width is known", `axes ${axes.join(", ")}`, "2, 3");
  }
  const id = reader.nameOf(node);
  reader.nodes.push({ kind: "global-average-pool", id, input: x.tensor });
  return { tensor: id, order: x.order, shape: { channels: x.shape.channels, height: 1, width: 1 } };
}

/** Windows that reach over the edge only where `ceil_mode` would add one are refused: ours end with the last whole step. */
export function writeMaxPool(node: OnnxNode, reader: NetworkReader, wanted: readonly number[] | null): Feature {
  const window = readWindow(node, reader, reader.integers(node, "kernel_shape", []));
  const x = reader.feature(node.inputs[0]!, wanted);
  const isWhole = (length: number): boolean => (length + 2 * window.padding - window.kernel) % window.stride === 0;
  if (reader.integer(node, "ceil_mode", 0) !== 0 && !(isWhole(x.shape.height) && isWhole(x.shape.width))) {
    throw reader.problem(node, "windows that begin where no whole one fits are not known", `ceil_mode 1 on ${x.shape.height}x${x.shape.width}`, "ceil_mode 0");
  }
  if (window.padding >= window.kernel) throw reader.problem(node, "its padding must be below its kernel", String(window.padding), `below ${window.kernel}`);
  const id = reader.nameOf(node);
  reader.nodes.push({ kind: "max-pool", id, input: x.tensor, ...window });
  return { tensor: id, order: x.order, shape: { channels: x.shape.channels, ...windowsOf(window, x.shape) } };
}
