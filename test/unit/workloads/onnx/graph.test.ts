// The way from image to output through a model: which nodes are judged, in what order, and what is no way.
import { readGraph } from "../../../../workloads/onnx/graph.js";
import { importTiny, numbersOf, tinyMaker, tinyModel } from "./tiny-model.js";

const DIMS = ["batch", 3, 8, 8] as const;
const plain = async (): Promise<number[]> => numbersOf(await importTiny(tinyModel()));

describe("the nodes of a model", () => {
  it("are taken in the order in which they can run, whatever the file's", async () => {
    const { maker, output } = tinyMaker();
    maker.nodes.reverse();
    expect(numbersOf(await importTiny(maker.bytes("x", DIMS, [output])))).toEqual(await plain());
  });

  it("may be tens of thousands deep, as may the constants", async () => {
    const deep = tinyModel({
      middle: (maker, conv) =>
        Array.from({ length: 20_000 }, (_, n) => n).reduce((value, n) => maker.node("Identity", [value], `i${n}`), conv),
      pooled: (maker, mean) => {
        const shape = maker.constant("shape", [0, -1], [2], "int64");
        return maker.node("Reshape", [
          mean, Array.from({ length: 20_000 }, (_, n) => n).reduce((value, n) => maker.node("Identity", [value], `s${n}`), shape),
        ], "flat");
      },
    });
    expect(numbersOf(await importTiny(deep))).toEqual(await plain());
  });

  it.each<[string, (maker: ReturnType<typeof tinyMaker>["maker"]) => void, RegExp]>([
    ["in a circle", (maker) => { maker.nodes.unshift(
      { opType: "Relu", name: "again", input: ["relu"], output: ["x1"] }
    ); }, /node Relu relu: reads what is made from its own output.*found relu/s],
    ["that read themselves", (maker) => { maker.nodes.unshift(
      { opType: "Relu", name: "again", input: ["x1"], output: ["x1"] }
    ); }, /node Relu again: reads what is made from its own/],
    ["that make one value twice", (maker) => { maker.nodes.push(
      { opType: "Relu", name: "again", input: ["conv"], output: ["relu"] }
    ); }, /node Relu again: makes a value that another node makes already.*relu.*Relu relu/s],
    ["that read what nothing makes", () => undefined, /node Conv conv: reads a value that no node makes.*x1/s],
  ])("%s are named", async (_, change, reason) => {
    const { maker, output } = tinyMaker({ front: () => "x1" });
    change(maker);
    await expect(importTiny(maker.bytes("x", DIMS, [output]))).rejects.toThrow(reason);
  });
});

describe("a model with several outputs", () => {
  const two = (): Uint8Array => {
    const { maker, output } = tinyMaker();
    maker.node("Strange", ["relu"], "other");
    return maker.bytes("x", DIMS, ["other", output]);
  };

  it("is asked which are the logits, and only those are judged", async () => {
    await expect(importTiny(two())).rejects.toThrow(
      "--output: tiny.onnx has several outputs: which are the logits? (found none stated; allowed other, scores)"
    );
    await expect(importTiny(two(), { output: "Scores" })).rejects.toThrow(/--output.*no such output.*Scores.*other, scores/s);
    expect(numbersOf(await importTiny(two(), { output: "scores" }))).toEqual(await plain());
  });
});

describe("what stands between image and logits", () => {
  it.each<[string, Parameters<typeof tinyModel>[0]]>([
    ["Identity and Dropout anywhere", {
      front: (maker, x) => maker.node("Identity", [x], "i"), middle: (maker, conv) => maker.node("Dropout", [conv], ["d", "mask"]),
      end: (maker, scores) => maker.node("Identity", [scores], "out"),
    }],
    ["a Softmax at the end", { end: (maker, scores) =>
      maker.node("Identity", [maker.node("Softmax", [scores], "soft", { axis: 1 })], "out") }],
    ["a second Relu", { pooled: (maker, mean) => maker.node("Flatten", [maker.node("Relu", [mean], "again")], "flat") }],
    ["a shape worked out from the map's own", { pooled: (maker, mean) => {
      const first = maker.node(
        "Gather", [maker.node("Shape", [mean], "sizes"), maker.constant("zero", [0], [], "int64")], "first", { axis: 0 }
      );
      const batch = maker.node("Unsqueeze", [first, maker.constant("axis", [0], [1], "int64")], "row");
      const shape = maker.node("Concat", [batch, maker.node("Constant", [], "rest", { value_ints: [-1] })], "shape", { axis: 0 });
      return maker.node("Reshape", [mean, shape], "flat");
    } }],
  ])("and does nothing is taken: %s", async (_, parts) => {
    expect(numbersOf(await importTiny(tinyModel(parts)))).toEqual(await plain());
  });

  it.each<[string, Parameters<typeof tinyModel>[0], RegExp]>([
    ["an unknown operator", { middle: (maker, conv) =>
      maker.node("HardSwish", [conv], "odd") }, /node HardSwish odd: its operator is not known \(found HardSwish; allowed Conv, /],
    ["a quantised model", { middle: (maker, conv) =>
      maker.node("QuantizeLinear", [conv, maker.constant("s", [1], [])], "q") }, /node QuantizeLinear q: is part of a quantised model/],
    ["quantised weights", { weight: (maker) => maker.node(
      "DequantizeLinear", [maker.constant("wq", new Array<number>(108).fill(1), [4, 3, 3, 3], "int8"), maker.constant("s", [1], [])], "w"
    ) }, /node DequantizeLinear w: is part of a quantised model/],
    ["an attribute that is not known", { middle: (maker, conv) =>
      maker.node("Relu", [conv], "odd", { slope: 3 }) }, /node Relu odd: has an attribute that is not known \(found slope/],
    ["an attribute of another type", { middle: (maker, conv) =>
      maker.node("MaxPool", [conv], "odd", { kernel_shape: 2 }) }, /node MaxPool odd: its attribute kernel_shape has another type/],
    ["a Reshape that mixes images", {
      pooled: (maker, mean) => maker.node("Reshape", [mean, maker.constant("shape", [2, 2], [2], "int64")], "odd"),
    }, /node Reshape odd: only an image's numbers in one row.*\[2, 2\]/s],
    ["a mask that is used", {
      middle: (maker, conv) => maker.node("Identity", [(maker.node("Dropout", [conv], ["d", "mask"]), "mask")], "i"),
    }, /node Identity i: reads an output of Dropout d that is not taken/],
    ["a Softmax in the middle", { pooled: (maker, mean) =>
      maker.node("Softmax", [maker.node("Flatten", [mean], "flat")], "odd") }, /node Softmax odd: is known at the end only/],
    ["a constant as the output", { end: (maker) => maker.constant("scores2", [1, 2]) }, /its output scores2 does not depend on an image/],
    ["a map as the output", { end: (maker) => maker.node("Identity", ["relu"], "out") }, /node Identity out: makes the output.*4x8x8/s],
    ["an operator on constants that is not known", { weight: (maker) =>
      maker.node("Erf", [maker.constant("w0", [1])], "w") }, /node Erf w: is not computed, and Conv conv needs its result/],
  ])("and cannot be taken names its node: %s", async (_, parts, reason) => {
    await expect(importTiny(tinyModel(parts))).rejects.toThrow(reason);
  });

  it("is told where it was exported in training mode", async () => {
    const notes: string[] = [];
    const model = tinyModel({ middle: (maker, conv) => {
      const norm = ["g", "h", "m", "s"].map((name) => maker.constant(name, [1, 1, 1, 1]));
      return maker.node("BatchNormalization", [conv, ...norm], ["bn", "", ""], { training_mode: 1 });
    } });
    await importTiny(model, { onNote: (note) => notes.push(note) });
    expect(notes).toEqual(["node BatchNormalization bn was exported in training mode: its running mean and variance are taken"]);
  });
});

it("a walk through a graph is as long as the graph, however often values are read", () => {
  const { maker } = tinyMaker();
  let value = "scores";
  for (let n = 0; n < 200; n += 1) value = maker.node("Add", [value, value], `a${n}`);
  expect(readGraph(maker.bytes("x", DIMS, [value]), "wide.onnx").nodes).toHaveLength(205);
});
