// Training for integers: what it learns is what the integer network runs, it is as deterministic as float training, and it is worth it.
import { resolveChip } from "../../../../arch/chip/presets.js";
import { readConfig } from "../../../../experiment/config/read-config.js";
import { loadModel, type LoadedModel } from "../../../../experiment/machine/load-model.js";
import { evaluateCheckpoint } from "../../../../experiment/checkpoints/evaluate-checkpoint.js";
import { imageAt } from "../../../../experiment/run/labelled-images.js";
import { decodeCheckpoint, encodeCheckpoint } from "../../../../workloads/checkpoint/index.js";
import type { Checkpoint } from "../../../../workloads/checkpoint/index.js";
import { blockExecutor } from "../../../../workloads/node/worker-pool.js";
import { SlimmableModel } from "../../../../workloads/nn/model.js";
import { parameterLayout } from "../../../../workloads/nn/parameters.js";
import { tensorNames } from "../../../../workloads/passes/tensor-names.js";
import { checkpointModel } from "../../../../workloads/checkpoint/checkpoint-model.js";
import { quantizeRows } from "../../../../workloads/codes/fixed-point.js";
import type { QuantOptions } from "../../../../workloads/codes/bits.js";
import { networkFormats } from "../../../../workloads/quant/formats.js";
import { ownBits } from "../../../../workloads/checkpoint/own-bits.js";
import { quantizeModel } from "../../../../workloads/quant/quantize.js";
import { runReference, runReferenceMaps } from "../../../../workloads/reference/reference-network.js";
import { UNMOVED, writeImage } from "../../../../workloads/train/augmentation.js";
import { finishedModel } from "../../../../workloads/train/float-evaluation.js";
import { decodeTrainingState, encodeTrainingState, Trainer } from "../../../../workloads/train/index.js";
import type { TrainingJob, TrainingState } from "../../../../workloads/train/index.js";
import { QUANTISATION_MODES } from "../../../../workloads/train/quantisation.js";
import { exportModel } from "../../../../workloads/onnx/export-model.js";
import { testServices } from "../../../fixtures/experiments.js";
import { logitsInOtherEngine } from "../../../fixtures/other-engine.js";
import { tinyJob, tinyNetwork } from "../../../fixtures/tiny-training.js";
import { deployed } from "../../../fixtures/deployed.js";

const bestOf = (scores: ArrayLike<number>): number => Array.from(scores).indexOf(Math.max(...Array.from(scores)));

type Mode = (typeof QUANTISATION_MODES)[number];

const forBits = (mode: Mode, bits: QuantOptions): Partial<TrainingJob["options"]> => ({ quantisation: { mode, bits } });
const MIXED: QuantOptions = { weightBits: 3, activationBits: 4, firstLayerBits: 6, lastLayerBits: 5, weightScale: "channel" };

async function trained(job: TrainingJob, threads = 1, onState: (state: TrainingState) => void = () => {}): Promise<Checkpoint> {
  const trainer = new Trainer(job, threads, blockExecutor);
  await trainer.train({ onState });
  return (await trainer.finish(16))[0]!.checkpoint;
}

/**
 * Bits at which a network must know of its integers, and the accuracy that the tiny network has in them on the images it was trained with.
 */
const COARSE: QuantOptions = { weightBits: 2, activationBits: 2, firstLayerBits: 8, lastLayerBits: 8, weightScale: "channel" };

async function coarseAccuracy(changes: Partial<TrainingJob["options"]>): Promise<number> {
  const job = tinyJob({ epochs: 40, batch: 16, blockImages: 16, calibrationImages: 48, augment: false, weightDecay: 0, ...changes }, [1]);
  return (await evaluateCheckpoint(await trained(job), { ...job.data.train, classes: 10 }, COARSE))[0]!.integerAccuracy;
}

let coarseAfterFloat: number;
beforeAll(async () => { coarseAfterFloat = await coarseAccuracy({}); });

describe.each(QUANTISATION_MODES)("training for integers, %s", (mode) => {
  const job = tinyJob({ epochs: 4, ...forBits(mode, MIXED) }, [1, 0.5]);
  const states: Uint8Array[] = [];
  let checkpoint: Checkpoint;

  beforeAll(async () => { checkpoint = await trained(job, 1, (state) => { states.push(encodeTrainingState(state)); }); });

  it("records bits, steps and clips, which survive the file", () => {
    const { quantisation } = decodeCheckpoint(encodeCheckpoint(checkpoint), "x.ckpt");
    expect(quantisation).toEqual(checkpoint.quantisation);
    expect(quantisation!.bits).toEqual(MIXED);
    expect(Object.keys(quantisation!.steps)).toEqual(mode === "learned-step" ? ["c0", "c1", "cs", "c2", "c3", "fc"] : []);
    for (const { name } of checkpoint.subnets) {
      expect(Object.keys(quantisation!.clips[name]!)).toEqual(["r0", "r1", "ns", "r2", "r3", "pool"]);
    }
    const broken = { ...checkpoint, quantisation: { ...quantisation!, clips: {} } };
    expect(() => decodeCheckpoint(encodeCheckpoint(broken), "x.ckpt")).toThrow(/no clips of activations of subnet 1\.00x/);
  });

  it("makes the integer network that its rounded floats are, at every width", () => {
    const { network, subnets, normalisation } = checkpoint;
    const set = { ...job.data.train, classes: 10 };
    const integers = quantizeModel(checkpointModel(checkpoint, subnets), ownBits(checkpoint));
    expect(integers.weights.map(({ id, bits }) => [id, bits])).toEqual([["c0", 6], ["c1", 3], ["cs", 3], ["c2", 3], ["c3", 3], ["fc", 5]]);
    const shared = finishedModel(checkpoint);
    const model = new SlimmableModel(shared);
    const format = networkFormats(network, MIXED).weights.get("fc")!;
    const { scales } = quantizeRows(checkpointModel(checkpoint, subnets).weights("fc"), 10, format, checkpoint.quantisation!.steps["fc"]);
    subnets.forEach((subnet, subnetIndex) => {
      const images = Array.from({ length: set.count }, (_, n) => n);
      images.forEach((image) => writeImage(shared.memory, model.input, image, set, image, normalisation, UNMOVED));
      const floats = model.forward({ subnetIndex, images: images.length, mode: "evaluate", block: 0 }).slice();
      const unit = scales[0]! * (checkpoint.quantisation!.clips[subnet.name]!["pool"]! / (2 ** 5 - 1));
      const spread = Math.max(...floats) - Math.min(...floats);
      let [agree, worst] = [0, 0];
      for (const n of images) {
        const [float, integer] = [floats.subarray(
          10 * n, 10 * n + 10
        ), [...runReference(integers.subnets[subnetIndex]!, imageAt(set, n))].map((code) => code * unit)];
        if (bestOf(float) === bestOf(integer)) agree += 1;
        worst = Math.max(worst, ...integer.map((value, c) => Math.abs(value - float[c]!)));
      }
      // Multipliers of 15 bits round differently where a value is close to the middle of two codes, and one code of the pooled vector moves
      // a score by some per cent of the spread.
      expect(worst).toBeLessThan(0.05 * spread);
      expect(agree).toBeGreaterThanOrEqual(images.length - 2);
    });
  });

  it("is run at the bits it was trained for, unless the config states others", async () => {
    const text = (bits: string): string => `network: { checkpoint: ./own.ckpt${bits} }\ndata: { name: procedural }\nrun: { images: 2 }\n`;
    const loaded = async (bits: string): Promise<LoadedModel> => loadModel(readConfig({ text: text(bits), file: "c.yaml", name: "c" }, [])
      .spec, { ...testServices(), loadCheckpoint: async () => encodeCheckpoint(checkpoint) });
    expect((await loaded("")).bits).toEqual(MIXED);
    const other = await loaded(", weightBits: 8, lastLayerBits: 7");
    expect(other.bits).toEqual({ weightBits: 8, activationBits: 8, lastLayerBits: 7 });
    expect(other.model.weights.map(({ bits }) => bits)).toEqual([8, 8, 8, 8, 8, 7]);
    expect(other.model.subnets[0]!.tensors.map(({ id, bits }) => [id, bits]))
      .toEqual([["image", 8], ["r0", 8], ["r1", 8], ["ns", 8], ["r2", 8], ["r3", 8], ["pool", 7], ["fc", 31]]);
  });

  it("ends in the same bytes when resumed, and with two threads", async () => {
    const expected = Buffer.from(encodeCheckpoint(checkpoint));
    expect(states.length).toBeGreaterThan(1);
    for (const state of states.slice(1)) {
      const resumed = new Trainer(job, 1, blockExecutor);
      resumed.restore(decodeTrainingState(state, "state.bin", resumed.fingerprint));
      await resumed.train();
      expect(expected.equals(encodeCheckpoint((await resumed.finish(16))[0]!.checkpoint))).toBe(true);
    }
    expect(expected.equals(encodeCheckpoint(await trained(job, 2)))).toBe(true);
  });

  it("beats quantising the float-trained network at 2 bits", async () => {
    expect(await coarseAccuracy(forBits(mode, COARSE))).toBeGreaterThan(coarseAfterFloat + 0.2);
  });
});

describe("a network trained for integers, exported", () => {
  const EXPORTED: [Mode, QuantOptions][] = [
    ["straight-through", { ...MIXED, weightScale: "tensor" }], ["learned-step", MIXED], [
      "learned-step", { weightBits: 1, activationBits: 2, firstLayerBits: 8, lastLayerBits: 8 },
    ],
    ["learned-step", { weightBits: 8, activationBits: 8 }],
  ];

  async function expectOurLogits(checkpoint: Checkpoint): Promise<void> {
    const { train } = tinyJob().data;
    const shared = finishedModel(checkpoint);
    const model = new SlimmableModel(shared);
    for (const [subnetIndex, { name }] of checkpoint.subnets.entries()) {
      for (let n = 0; n < train.count; n += 1) writeImage(shared.memory, model.input, n, train, n, checkpoint.normalisation, UNMOVED);
      const ours = model.forward({ subnetIndex, images: train.count, mode: "evaluate", block: 0 }).slice();
      const spread = Math.max(...ours) - Math.min(...ours);
      for (const format of ["float", "qdq"] as const) {
        // The optimiser would round the biases of QDQ layers to their sums' codes, which are coarse with few bits.
        const theirs = (await logitsInOtherEngine(exportModel(checkpoint, format, name), train, { optimiser: "disabled" })).flat();
        const errors = ours.map((value, k) => Math.abs(value - theirs[k]!) / spread).sort();
        // A sum that another order of adding puts on the other side of a code's middle moves a few scores by a part of the spread.
        expect([format, errors[Math.floor(0.75 * errors.length)]! < 1e-6, errors.at(-1)! < 0.2]).toEqual([format, true, true]);
      }
    }
  }

  it.each(EXPORTED)("gives our rounded floats in onnxruntime, as floats and as QDQ: %s, %j", async (mode, bits) => {
    await expectOurLogits(await trained(tinyJob({ epochs: 2, ...forBits(mode, bits) }, [1, 0.5])));
  });

  it("gives them too where the smallest code, which has no opposite, meets a negative factor of the batch norm", async () => {
    const checkpoint = await trained(tinyJob({ epochs: 2, ...forBits("learned-step", { weightBits: 8, activationBits: 8 }) }, [1, 0.5]));
    const { network, subnets, quantisation } = checkpoint;
    const layout = parameterLayout(network, subnets);
    const parameters = checkpoint.parameters.slice();
    for (const subnet of subnets) {
      layout.view(parameters, tensorNames.scale("n1", subnet)).forEach((value, n, scales) => { scales[n] = -value; });
    }
    const steps = { ...quantisation!.steps, c1: quantisation!.steps["c1"]!.map((step) => step / 16) };
    const { codes } = quantizeRows(layout.view(parameters, tensorNames.weight("c1")), 8, { bits: 8, perChannel: true }, steps.c1);
    expect(codes).toContain(-128);
    await expectOurLogits({ ...checkpoint, parameters, quantisation: { ...quantisation!, steps } });
  });

  it("is refused as QDQ with codes of more than a byte, and is there as floats", async () => {
    const checkpoint = await trained(
      tinyJob({ epochs: 1, ...forBits("straight-through", { weightBits: 8, activationBits: 8, lastLayerBits: 12 }) }, [1])
    );
    expect(() => exportModel(checkpoint, "qdq")).toThrow(/--format.*more bits than qdq.*12 bits.*float, or at most 8 bits/s);
    expect(exportModel(checkpoint, "float").length).toBeGreaterThan(0);
  });
});

describe("a network trained with weights of one bit", () => {
  it("runs on the arrays as {-1, +1}, bit for bit, first and last layer in their own bits", async () => {
    const checkpoint = await trained(tinyJob(
      { epochs: 1, ...forBits("learned-step", { weightBits: 1, activationBits: 3, firstLayerBits: 4, lastLayerBits: 2 }) }, [1, 0.25]
    ));
    const model = quantizeModel(checkpointModel(checkpoint, checkpoint.subnets), ownBits(checkpoint));
    expect(model.weights.map(({ bits, encoding }) => [bits, encoding]))
      .toEqual([[4, "twos-complement"], ...Array.from({ length: 4 }, () => [1, "bipolar"]), [2, "twos-complement"]]);
    const chip = resolveChip({});
    const { programs, run } = deployed(model, chip, { replicas: 1 });
    const { images } = tinyJob().data.train;
    const pixels = images.subarray(0, 3 * 32 * 32);
    model.subnets.forEach((network, n) => {
      const maps = run(programs[n]!, pixels);
      for (const [id, values] of runReferenceMaps(network, pixels)) expect([id, ...maps.get(id).values]).toEqual([id, ...values]);
    });
  });
});

describe("options of training for integers", () => {
  it("must be bits that the arrays hold", () => {
    const job = tinyJob(forBits("learned-step", { weightBits: 0, activationBits: 17 }));
    expect(() => new Trainer(job, 1, blockExecutor)).toThrow(/quantisation.weightBits[\s\S]*quantisation.activationBits/);
  });

  it("leave rounds that only choose channels in float: every network has the bits, its channels are those of float training", async () => {
    const choose = (changes: Partial<TrainingJob["options"]>): Promise<Checkpoint> =>
      trained(tinyJob({ method: "single-path", epochs: 4, channelGroups: 4, ...changes }, [1, 0.5], tinyNetwork));
    const [float, aware] = [await choose({}), await choose(forBits("straight-through", MIXED))];
    expect(aware.subnets).toEqual(float.subnets);
    expect(aware.quantisation!.bits).toEqual(MIXED);
    expect(float.quantisation).toBeUndefined();
  });
});
