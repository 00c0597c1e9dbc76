// Models of every form that exporters write: what is imported gives the logits of another engine, what is not names a node of the file.
import fc from "fast-check";
import { isConfigError } from "../../../sim/errors.js";
import { networkImages, type ImageSet } from "../../../workloads/data/index.js";
import type { Checkpoint } from "../../../workloads/checkpoint/index.js";
import { exportModel } from "../../../workloads/onnx/index.js";
import { OnnxNode } from "../../../workloads/onnx/onnx-node.js";
import { drawnModel, MODEL_FORMS, type ModelForm } from "../../fixtures/drawn-onnx.js";
import { logitsInOtherEngine } from "../../fixtures/other-engine.js";
import { PlainNetwork } from "../../fixtures/plain-network.js";
import { importTiny, tinyImages } from "../../unit/workloads/onnx/tiny-model.js";

const images = tinyImages(2, "property");
const RUNS = 120;

/** @returns null where the other engine refuses too: some windows do not fit */
async function theirs(bytes: Uint8Array): Promise<number[][] | null> {
  const values = Float32Array.from(images.images, (pixel) => pixel / 255);
  return logitsInOtherEngine(bytes, images, { optimiser: "disabled", input: "x", output: "out", values }).catch(() => null);
}

function ours(checkpoint: Checkpoint): number[][] {
  const { normalisation } = checkpoint;
  const set: ImageSet = networkImages(images, normalisation);
  const network = new PlainNetwork(checkpoint, checkpoint.subnets[0]!);
  const size = set.images.length / set.count;
  const real = (pixel: number): number => (pixel - normalisation.zeroPoint) / normalisation.pixelScale;
  return Array.from({ length: set.count }, (_, n) =>
    [...network.run(Float32Array.from(set.images.subarray(n * size, (n + 1) * size), real)).get(checkpoint.network.nodes.at(-1)!.id)!]);
}

const softmax = (logits: readonly number[]): number[] => {
  const powers = logits.map((value) => Math.exp(value - Math.max(...logits)));
  return powers.map((power) => power / powers.reduce((sum, value) => sum + value, 0));
};

/** @returns null where it was imported right, else the words of the refusal */
async function checked(form: ModelForm): Promise<string | null> {
  const { bytes, nodes } = drawnModel(form);
  const scores = await theirs(bytes);
  let checkpoint: Checkpoint;
  try {
    checkpoint = await importTiny(bytes);
  } catch (error) {
    if (!isConfigError(error)) throw error;
    const labels = nodes.map((node) => new OnnxNode(node, "tiny.onnx").label);
    for (const { path, found, allowed } of error.problems) {
      expect(labels.map((label) => `tiny.onnx, node ${label}`)).toContain(path);
      if (found !== undefined) expect(found).not.toBe(allowed);
    }
    return error.message;
  }
  if (scores === null) throw new Error("imported what the other engine cannot run");
  const own = ours(checkpoint).map((logits) => (form.end === "softmax" ? softmax(logits) : logits));
  scores.forEach((logits, n) => {
    const distance = Math.hypot(...logits.map((value, k) => value - own[n]![k]!));
    expect(distance / Math.max(1e-3, Math.hypot(...logits))).toBeLessThan(1e-4);
  });
  await expectExported(checkpoint);
  return null;
}

/** What is exported again gives our logits in the other engine. */
async function expectExported(checkpoint: Checkpoint): Promise<void> {
  const exported = await logitsInOtherEngine(exportModel(checkpoint, "float"), images, { optimiser: "disabled" });
  const own = ours(checkpoint);
  exported.forEach((logits, n) => {
    const distance = Math.hypot(...logits.map((value, k) => value - own[n]![k]!));
    expect(distance / Math.max(1e-3, Math.hypot(...logits))).toBeLessThan(1e-4);
  });
}

/** A pool of 3 on a map of 2: refused by shapes, in the words of the file. */
const LARGER_THAN_THE_MAP: Parameters<typeof checked>[0] = {
  seed: 0, front: "none", pool: "mean", poolKernel: 3, poolStride: 1, block: "option A", reduce: "GlobalAveragePool", flatten: "Flatten",
  linear: "Gemm", end: "none", batch: "batch",
  first: { kernel: 3, stride: 2, padding: "none", weight: "float32", bias: "none", norm: "none", act: "Relu" },
  second: { kernel: 1, stride: 1, padding: "stated", weight: "float32", bias: "none", norm: "none", act: "Relu" },
};

it("a drawn model gives the logits of another engine, or a refusal that names its node", async () => {
  let taken = 0;
  await fc.assert(fc.asyncProperty(MODEL_FORMS, async (form) => {
    if (await checked(form) === null) taken += 1;
  }), { numRuns: RUNS, examples: [[LARGER_THAN_THE_MAP]] });
  expect(taken).toBeGreaterThan(RUNS / 3);
}, 240_000);
