// Imported models compute what onnxruntime-web computes with the original, whatever the shortcut, batch norm, pooling and pixels; what
// is not known is named.
import { jest } from "@jest/globals";
import { randomStream } from "../../../../sim/random.js";
import type { Checkpoint } from "../../../../workloads/checkpoint/index.js";
import { decodeCheckpoint, encodeCheckpoint } from "../../../../workloads/checkpoint/index.js";
import { drawProceduralSet, networkImages } from "../../../../workloads/data/index.js";
import { importModel, IMAGENET_PIXELS } from "../../../../workloads/onnx/index.js";
import type { PixelStatistics } from "../../../../workloads/onnx/index.js";
import { GraphWriter } from "../../../../workloads/onnx/graph-writer.js";
import { PlainNetwork } from "../../../fixtures/plain-network.js";
import { InlineExecutor } from "../../../../workloads/train/executor.js";
import { finishedModel } from "../../../../workloads/train/float-evaluation.js";
import { corners, ownLogits, smallModel as modelOf } from "./small-model.js";
import type { ModelOptions } from "./small-model.js";

jest.setTimeout(60_000);

/** Small images, so that plain loops are quick. */
const SIZE = 16;
const calibration = corners(drawProceduralSet(2, "train", 64), SIZE);
const images = corners(drawProceduralSet(2, "test", 3), SIZE);
const smallModel = (options: ModelOptions): Uint8Array => modelOf({ ...options, size: SIZE });
const GREY: PixelStatistics = { mean: [0.4, 0.4, 0.4], deviation: [0.25, 0.2, 0.3] };

const imported = (model: Uint8Array, pixels = IMAGENET_PIXELS, widths: readonly number[] = [1]): Promise<Checkpoint> =>
  importModel(model, { file: "small.onnx", name: "small", pixels, widths, calibration, classNames: "0123456789".split(""), card: {
    dataset: "procedural", seed: 1, command: "",
  } });

function ourLogits(checkpoint: Checkpoint): number[][] {
  const { normalisation } = checkpoint;
  const set = networkImages(images, normalisation);
  const network = new PlainNetwork(checkpoint, checkpoint.subnets[0]!);
  const size = set.images.length / set.count;
  return Array.from({ length: set.count }, (_, n) =>
    [...network.run(Float32Array.from(
      set.images.subarray(n * size, (n + 1) * size), (pixel) => (pixel - normalisation.zeroPoint) / normalisation.pixelScale
    )).get(checkpoint.network.nodes.at(-1)!.id)!]);
}

describe("importing a model", () => {
  it.each<[string, ModelOptions, PixelStatistics]>([
    ["option A in one slice, folded batch norm", {
      shortcut: "option-a", norm: "folded", pool: "average", flatten: "Reshape",
    }, IMAGENET_PIXELS],
    ["option A in two slices, batch norm", { shortcut: "option-a-two-slices", norm: "separate", pool: "global" }, IMAGENET_PIXELS],
    ["1x1 shortcuts, batch norm, mean", { shortcut: "convolution", norm: "separate", pool: "mean" }, GREY],
    ["1x1 shortcuts, folded", { shortcut: "convolution", norm: "folded", pool: "global" }, IMAGENET_PIXELS],
  ])("keeps its logits to 1e-4: %s", async (_, options, pixels) => {
    const model = smallModel(options);
    const checkpoint = await imported(model, pixels);
    const [theirs, ours] = [await ownLogits(model, images, pixels), ourLogits(checkpoint)];
    theirs.forEach((logits, n) =>
      logits.forEach((value, k) => expect(Math.abs(value - ours[n]![k]!)).toBeLessThan(1e-4 * Math.max(1, Math.hypot(...logits)))));
    const bytes = encodeCheckpoint(checkpoint);
    expect(decodeCheckpoint(bytes, "small.ckpt").normalisation).toEqual(checkpoint.normalisation);
  });

  it("takes and slices kernels, strides and maps that are unusual", async () => {
    const writer = new GraphWriter();
    const random = randomStream("odd-shapes");
    const floats = (name: string, dims: readonly number[]): string =>
      writer.floats(name, Array.from({ length: dims.reduce((a, b) => a * b, 1) }, () => 0.3 * random.normal()), dims);
    const five = writer.node("Conv", ["x", floats("w1", [6, 3, 5, 5]), floats("b1", [6])], "c1", { strides: [2, 2], pads: [2, 2, 2, 2] });
    const three = writer.node("Conv", [writer.node("Relu", [five], "r1"), floats("w2", [5, 6, 3, 3]), floats("b2", [5])], "c2", {
      strides: [3, 3], pads: [0, 0, 0, 0],
    });
    const pooled = writer.node("GlobalAveragePool", [writer.node("Relu", [three], "r2")], "p");
    writer.node("Gemm", [writer.node("Flatten", [pooled], "f"), floats("w3", [5, 10]), floats("b3", [10])], "logits");
    const own = writer.finish("odd", { name: "x", shape: [3, SIZE, SIZE] }, { name: "logits", shape: [10] });
    const checkpoint = await imported(own);
    const [theirs, ours] = [await ownLogits(own, images, IMAGENET_PIXELS, "x"), ourLogits(checkpoint)];
    theirs.forEach((logits, n) =>
      logits.forEach((value, k) => expect(Math.abs(value - ours[n]![k]!)).toBeLessThan(1e-4 * Math.max(1, Math.hypot(...logits)))));
    const sliced = await imported(own, IMAGENET_PIXELS, [1, 0.5]);
    expect(sliced.subnets.map(({ channels }) => channels)).toEqual([[6, 5], [3, 3]]);
    expect(Object.values(sliced.ranges["0.50x"]!).every(({ max }) => Number.isFinite(max))).toBe(true);
  });

  it("slices narrower subnets off, recalibrated, and leaves the full one as it was", async () => {
    const model = smallModel({ shortcut: "option-a", norm: "folded", pool: "average" });
    const sliced = await imported(model, IMAGENET_PIXELS, [1, 0.5]);
    expect(sliced.subnets.map(({ channels }) => channels[0])).toEqual([4, 2]);
    expect(Object.keys(sliced.ranges)).toEqual(["1.00x", "0.50x"]);
    const whole = await imported(model);
    expect(ourLogits(sliced)).toEqual(ourLogits(whole));
  });

  it("gives the same with compiled kernels and plain loops", async () => {
    const checkpoint = await imported(smallModel({ shortcut: "convolution", norm: "separate", pool: "global" }));
    const set = networkImages(images, checkpoint.normalisation);
    const shared = finishedModel(checkpoint);
    const executor = new InlineExecutor(shared, { train: set, test: set, normalisation: checkpoint.normalisation });
    const [result] = await executor.run([{ kind: "evaluate", split: "test", images: [0, 1, 2], block: 0, subnet: 0, mode: "evaluate" }]);
    const loss = ourLogits(checkpoint)
      .reduce((sum, logits, n) => sum + Math.log(logits.reduce((total, value) => total + Math.exp(value), 0)) - logits[set.labels[n]!]!, 0);
    expect(Math.abs(result!.losses[0]! - loss)).toBeLessThan(1e-3 * Math.max(1, loss));
  });

  it("names the node of an unknown operator", async () => {
    await expect(imported(smallModel({ shortcut: "option-a", norm: "folded", pool: "global", foreign: true }))).rejects.toThrow(
      /small\.onnx, node HardSwish strange.*not known.*Conv, BatchNormalization/s
    );
  });

  it("refuses what is no model, other classes, and pixels without a value a channel", async () => {
    await expect(imported(new TextEncoder().encode("not a model"))).rejects.toThrow(/small\.onnx.*is not an ONNX model/);
    await expect(imported(new Uint8Array(0))).rejects.toThrow(/is not an ONNX model/);
    await expect(imported(smallModel({ shortcut: "option-a", norm: "folded", pool: "global", classes: 7 }))).rejects.toThrow(
      /another number of classes.*7.*10/s
    );
    await expect(
      imported(smallModel({ shortcut: "option-a", norm: "folded", pool: "global" }), { mean: [0.5], deviation: [0.2, 0.2, 0] })
    ).rejects.toThrow(/--mean.*not a value for every channel/s);
  });

  it.each<[string, Readonly<Record<string, number | readonly number[]>>, RegExp]>([
    ["groups that do not divide its channels", {
      group: 2, pads: [1, 1, 1, 1],
    }, /node Conv c: its groups do not divide.*2 groups, 3 to 3/s],
    ["dilation", { dilations: [2, 2], pads: [1, 1, 1, 1] }, /node Conv c: dilated/],
    ["padding that differs from direction to direction", {
      pads: [0, 1, 0, 1],
    }, /node Conv c: padding must begin alike.*0 above, 1 on the left/s],
  ])("names the convolution with %s", async (_, attributes, reason) => {
    const writer = new GraphWriter();
    const conv = writer.node("Conv", ["x", writer.floats("w", new Float32Array(3 * 3 * 9), [3, 3, 3, 3])], "c", attributes);
    writer.node("Flatten", [writer.node("GlobalAveragePool", [conv], "p")], "y");
    await expect(imported(writer.finish("g", { name: "x", shape: [3, SIZE, SIZE] }, { name: "y", shape: [3] }))).rejects.toThrow(reason);
  });
});
