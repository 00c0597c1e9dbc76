// The contracts of ONNX in and out: every operator that can be imported names its node when it cannot be taken; every format that can
// be exported gives a readable graph, the same every time.
import { isConfigError } from "../../../sim/errors.js";
import { decodeCheckpoint } from "../../../workloads/checkpoint/index.js";
import { EXPORT_FORMATS, exportModel, type ExportFormatName } from "../../../workloads/onnx/index.js";
import { readGraph } from "../../../workloads/onnx/graph.js";
import { GraphWriter } from "../../../workloads/onnx/graph-writer.js";
import { NetworkReader } from "../../../workloads/onnx/network-reader.js";
import { OPERATORS } from "../../../workloads/onnx/operators/index.js";
import { decodeModel } from "../../../workloads/onnx/wire.js";
import { untrainedCheckpoint } from "../../fixtures/experiments.js";

/** A reader of a model of one node on the image and a constant that fits nothing. */
function readerOf(op: string): NetworkReader {
  const writer = new GraphWriter();
  writer.node(op, ["pixels", writer.floats("odd", [1, 2, 3, 4, 5], [5])], "made");
  const bytes = writer.finish("one", { name: "pixels", shape: [3, 8, 8] }, { name: "made", shape: [3] });
  return new NetworkReader(readGraph(bytes, "one.onnx"), { channels: 3, height: 8, width: 8 }, OPERATORS, () => new Uint8Array(0));
}

describe.each(Object.keys(OPERATORS))("the ONNX operator %s", (op) => {
  it("is taken, or refused by file and node", () => {
    try {
      const { order, shape } = readerOf(op).read();
      expect(order).toHaveLength(shape.channels);
    } catch (error) {
      if (!isConfigError(error)) throw error;
      expect(error.problems[0]!.path).toMatch(new RegExp(`^one\\.onnx, node ${op} `));
    }
  });
});

describe.each(Object.entries(EXPORT_FORMATS))("the export format %s", (name, { describe: says }) => {
  const checkpoint = decodeCheckpoint(untrainedCheckpoint(), "untrained");
  const bytes = exportModel(checkpoint, name as ExportFormatName, "0.25x");

  it("says what it is and gives the same bytes every time", () => {
    expect(says).not.toBe("");
    expect([...exportModel(checkpoint, name as ExportFormatName, "0.25x")]).toEqual([...bytes]);
  });

  it("gives a graph from pixels to logits in which every value is made before it is read", () => {
    const { node = [], initializer = [], input, output } = decodeModel(bytes, "exported").graph!;
    expect([input!.map((value) => value.name), output!.map((value) => value.name)]).toEqual([["pixels"], ["logits"]]);
    const known = new Set(["pixels", ...initializer.map((tensor) => tensor.name)]);
    for (const { input: read = [], output: made = [] } of node) {
      for (const value of read) expect(known).toContain(value);
      for (const value of made) known.add(value);
    }
    expect(known).toContain("logits");
  });
});
