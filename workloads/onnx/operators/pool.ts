// Pooling that takes the mean of the whole map, as AveragePool, GlobalAveragePool or ReduceMean.
import type { OnnxNode } from "../graph.js";
import type { Feature, NetworkReader } from "../network-reader.js";

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
