// An ImageNet-style ResNet-18 with random weights, imported, quantised, run on the arrays, exported: at every step the numbers of another
// engine.
import { jest } from "@jest/globals";
import { resolveChip } from "../../../../arch/chip/presets.js";
import { randomStream } from "../../../../sim/random.js";
import type { Checkpoint } from "../../../../workloads/checkpoint/index.js";
import { networkImages, type ImageSet } from "../../../../workloads/data/index.js";
import { customSubnet, inferShapes } from "../../../../workloads/nets/index.js";
import { exportModel, importModel, IMAGENET_PIXELS } from "../../../../workloads/onnx/index.js";
import { GraphWriter } from "../../../../workloads/onnx/graph-writer.js";
import { checkpointModel } from "../../../../workloads/checkpoint/checkpoint-model.js";
import { quantizeModel } from "../../../../workloads/quant/quantize.js";
import { blockExecutor } from "../../../../workloads/node/worker-pool.js";
import { logitsInOtherEngine } from "../../../fixtures/other-engine.js";
import { PlainNetwork } from "../../../fixtures/plain-network.js";
import { runReference, runReferenceMaps } from "../../../../workloads/reference/reference-network.js";
import { DEFAULT_TRAIN_OPTIONS, Trainer, type NamedCheckpoint } from "../../../../workloads/train/index.js";
import { imagenetModel, type ImagenetOptions } from "./imagenet-model.js";
import { ownLogits } from "./small-model.js";
import { deployed } from "../../../fixtures/deployed.js";

jest.setTimeout(120_000);

const SIZE = 64;
const CLASSES = "0123456789".split("");
const usual: ImagenetOptions = { channels: 4, size: SIZE, pool: "GlobalAveragePool", flatten: "Flatten", classifier: "transposed" };

/** Smooth colour fields with noise: what calibration sees and what is compared. */
function drawnImages(count: number, seed: string, size = SIZE): ImageSet {
  const random = randomStream("imagenet images", seed);
  const waves = Array.from({ length: count * 3 }, () => [random.next() * 0.3, random.next() * 0.3, random.next() * 6] as const);
  const images = Uint8Array.from({ length: count * 3 * size * size }, (_, at) => {
    const [a, b, phase] = waves[Math.floor(at / size / size)]!;
    return Math.round(
      Math.max(0, Math.min(255, 128 + 90 * Math.sin(a * (Math.floor(at / size) % size) + b * (at % size) + phase) + 20 * random.normal()))
    );
  });
  return { images, labels: new Uint8Array(count), count, channels: 3, height: size, width: size };
}

const calibration = drawnImages(6, "calibration");
const images = drawnImages(2, "test");
const imported = (model: Uint8Array, set = calibration, widths: readonly number[] = [1]): Promise<Checkpoint> =>
  importModel(model, {
    file: "imagenet.onnx", name: "imagenet", pixels: IMAGENET_PIXELS, widths, calibration: set, classNames: CLASSES,
    card: { dataset: "drawn", seed: 1, command: "" },
  });

const expectClose = (theirs: readonly number[], ours: ArrayLike<number>, share: number): void => {
  expect(Math.hypot(...theirs.map((value, k) => value - ours[k]!)) / Math.hypot(...theirs)).toBeLessThan(share);
};

function ourLogits(checkpoint: Checkpoint): Float32Array[] {
  const { normalisation: { zeroPoint, pixelScale } } = checkpoint;
  const set = networkImages(images, checkpoint.normalisation);
  const network = new PlainNetwork(checkpoint, checkpoint.subnets[0]!);
  const size = set.images.length / set.count;
  return Array.from({ length: set.count }, (_, n) =>
    network.run(Float32Array.from(set.images.subarray(n * size, (n + 1) * size), (pixel) => (pixel - zeroPoint) / pixelScale))
      .get(checkpoint.network.nodes.at(-1)!.id)!);
}

describe("an ImageNet-style ResNet-18", () => {
  const original = imagenetModel(usual);
  const made = imported(original);
  const integersOf = (checkpoint: Checkpoint) =>
    quantizeModel(checkpointModel(checkpoint, checkpoint.subnets), { weightBits: 8, activationBits: 8 });

  it("keeps the logits of onnxruntime in float", async () => {
    const checkpoint = await made;
    expect(checkpoint.network.nodes.filter((node) => node.kind === "max-pool"))
      .toEqual([{ kind: "max-pool", id: "stem.pool", input: "stem.relu", kernel: 3, stride: 2, padding: 1 }]);
    // One width slot for each of the 17 convolutions; the three projections have those of the convolutions that they are added to.
    expect(checkpoint.network.channels).toEqual([4, 4, 4, 4, 4, 8, 8, 8, 8, 16, 16, 16, 16, 32, 32, 32, 32]);
    const shapes = inferShapes(
      checkpoint.network, customSubnet(checkpoint.network, "odd", checkpoint.network.channels.map((c, n) => 1 + ((3 * n) % c)))
    );
    for (const node of checkpoint.network.nodes) if (node.kind === "add" && node.shortcut.endsWith("down")) {
      expect(shapes.get(node.shortcut)).toEqual(shapes.get(node.input));
    }
    const ours = ourLogits(checkpoint);
    (await ownLogits(original, images, IMAGENET_PIXELS)).forEach((logits, n) => expectClose(logits, ours[n]!, 1e-4));
  });

  it("is sliced, and fine-tuned into a channel-adaptive network", async () => {
    const { network, subnets, parameters, statistics, normalisation } = await imported(original, calibration, [1, 0.5]);
    const set = networkImages({ ...calibration, labels: Uint8Array.from({ length: calibration.count }, (_, n) => n) }, normalisation);
    const options = { ...DEFAULT_TRAIN_OPTIONS, epochs: 10, batch: 6, blockImages: 6, calibrationImages: 6, augment: false, rate: 0.001 };
    const trainer = new Trainer({
      network, subnets, options, command: "", data: { train: set, test: set, normalisation }, dataset: {
        title: "drawn", classNames: CLASSES, flip: false,
      },
      from: { network, subnets, parameters, contentHash: "" },
    }, 1, blockExecutor);
    await trainer.train();
    const [{ checkpoint }] = await trainer.finish() as [NamedCheckpoint];
    for (const { name } of subnets) {
      const losses = checkpoint.card.curve!.filter(({ subnet }) => subnet === name).map(({ loss }) => loss);
      expect(losses.at(-1)!).toBeLessThan(0.7 * losses[0]!);
    }
    expect(checkpoint.statistics).toHaveLength(statistics.length);
    expect(integersOf(checkpoint).subnets).toHaveLength(2);
  });

  it("in 8-bit integers stays near them", async () => {
    const checkpoint = await made;
    const [network, set] = [integersOf(checkpoint).subnets[0]!, networkImages(images, checkpoint.normalisation)];
    const size = set.images.length / set.count;
    (await ownLogits(original, images, IMAGENET_PIXELS)).forEach((logits, n) => {
      const codes = [...runReference(network, set.images.subarray(n * size, (n + 1) * size))];
      const factor = logits.reduce((sum, value, k) => sum + value * codes[k]!, 0) / codes.reduce((sum, code) => sum + code * code, 0);
      expectClose(logits, codes.map((code) => factor * code), 0.05);
    });
  });

  it("runs on the arrays, every feature map bit for bit", async () => {
    const checkpoint = await made;
    const model = integersOf(checkpoint);
    const chip = resolveChip({});
    const { programs, run } = deployed(model, chip, { replicas: 1 });
    const set = networkImages(images, checkpoint.normalisation);
    const pixels = set.images.subarray(0, set.images.length / set.count);
    const maps = run(programs[0]!, pixels);
    for (const [id, values] of runReferenceMaps(model.subnets[0]!, pixels)) expect([id, ...maps.get(id).values]).toEqual([id, ...values]);
  });

  it("exported again gives the same logits in onnxruntime, in QDQ nearly those of the integers", async () => {
    const checkpoint = await made;
    const ours = ourLogits(checkpoint);
    (await logitsInOtherEngine(exportModel(checkpoint, "float"), images, { optimiser: "basic" })).forEach(
      (logits, n) => expectClose(logits, ours[n]!, 1e-4)
    );
    const [network, set] = [integersOf(checkpoint).subnets[0]!, networkImages(images, checkpoint.normalisation)];
    const size = set.images.length / set.count;
    (await logitsInOtherEngine(exportModel(checkpoint, "qdq"), images, { optimiser: "basic" })).forEach((logits, n) => {
      const codes = [...runReference(network, set.images.subarray(n * size, (n + 1) * size))];
      const factor = logits.reduce((sum, value, k) => sum + value * codes[k]!, 0) / codes.reduce((sum, code) => sum + code * code, 0);
      expectClose(logits, codes.map((code) => factor * code), 0.05);
    });
  });

  it.each<[string, Partial<ImagenetOptions>]>([
    ["AveragePool over the whole map, Reshape, plain Gemm", { pool: "AveragePool", flatten: "Reshape", classifier: "plain" }],
    ["Dropout and Identity, MatMul and Add", { extras: ["Dropout", "Identity"], classifier: "MatMul and Add" }],
    ["MatMul without bias", { classifier: "MatMul" }],
  ])("is taken with %s", async (_, options) => {
    const model = imagenetModel({ ...usual, ...options });
    const ours = ourLogits(await imported(model, { ...drawnImages(2, "few"), count: 2 }));
    (await ownLogits(model, images, IMAGENET_PIXELS)).forEach((logits, n) => expectClose(logits, ours[n]!, 1e-4));
  });
});

describe("a max pool", () => {
  const pooled = (attributes: Readonly<Record<string, number | readonly number[]>>): Uint8Array => {
    const writer = new GraphWriter();
    const conv = writer.node("Conv", ["x", writer.floats("w", new Float32Array(10 * 3), [10, 3, 1, 1])], "c");
    writer.node("Flatten", [writer.node("GlobalAveragePool", [writer.node("MaxPool", [conv], "m", attributes)], "p")], "y");
    return writer.finish("g", { name: "x", shape: [3, 16, 16] }, { name: "y", shape: [10] });
  };
  const small = drawnImages(2, "small", 16);

  it.each<[string, Readonly<Record<string, number | readonly number[]>>, RegExp]>([
    ["an oblong window", { kernel_shape: [3, 2] }, /node MaxPool m: needs a square kernel.*3, 2/s],
    ["uneven steps", { kernel_shape: [2, 2], strides: [2, 1] }, /node MaxPool m: strides must be equal/],
    ["uneven padding", { kernel_shape: [3, 3], pads: [0, 1, 0, 1] }, /node MaxPool m: padding must begin alike/],
    ["dilation", { kernel_shape: [2, 2], dilations: [2, 2] }, /node MaxPool m: dilated/],
    ["padding as large as its window", {
      kernel_shape: [2, 2], pads: [2, 2, 2, 2],
    }, /node MaxPool m: its padding must be below its kernel.*2.*below 2/s],
  ])("with %s is refused by its node", async (_, attributes, reason) => {
    await expect(imported(pooled(attributes), small)).rejects.toThrow(reason);
  });

  it("whose windows all fit is taken whatever ceil_mode says, with steps of 1 unless stated", async () => {
    const { network } = await imported(pooled({ kernel_shape: [4, 4], ceil_mode: 1 }), small);
    expect(network.nodes.find((node) => node.kind === "max-pool")).toMatchObject({ kernel: 4, stride: 1, padding: 0 });
  });
});
