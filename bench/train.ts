// Speed of the trainer: one training step of ResNet-20 at batch 128, with where its time goes, and the matrix kernel as the
// machine's limit. Peer: PyTorch 1.13 on two cores of the machine of docs/references, 377 images/s full width, 141 four widths, 1608
// inference. Run: npx esbuild bench/train.ts --bundle --platform=node --format=esm --outfile=out/bench/train.mjs && node
// out/bench/train.mjs [--json] (after `npm run build`: the worker threads run dist).
import { createMemory, pagesFor } from "../sim/wasm/index.js";
import { drawProceduralSet } from "../workloads/data/procedural.js";
import { resnet, subnetsOf } from "../workloads/nets/index.js";
import { modelMemory } from "../workloads/nn/model-memory.js";
import { blockExecutor } from "../workloads/node/worker-pool.js";
import { Arena, floatsAt } from "../workloads/tensor/arena.js";
import { Kernels } from "../workloads/tensor/kernels.js";
import { matrixKernel } from "./matrix-kernel.js";
import { initialise } from "../workloads/train/initialise.js";
import type { BlockExecutor, BlockTask } from "../workloads/train/index.js";

const BATCH = 128;
const BLOCK = 64;
const WIDTHS = [1, 0.75, 0.5, 0.25];
const SPEC = resnet(20);
const IMAGES = drawProceduralSet(1, "train", BATCH);
const DATA = { train: IMAGES, test: IMAGES, normalisation: { zeroPoint: 128, pixelScale: 64 } };
const KERNELS = ["conv", "convWeights", "sums", "scaleShift", "addRectify", "rectify", "maskSums", "combine", "mask", "copy"] as const;

interface ThreadFigures {
  readonly fullWidthImagesPerS: number;
  readonly fourWidthsImagesPerS: number;
  readonly inferenceImagesPerS: number;
  readonly gemm1024GflopS: number;
  /** Share of a four-width step by kernel; "other" is everything else. Only measured on one thread. */
  readonly breakdown: Readonly<Record<string, number>> | null;
}

const block = (n: number): number[] => Array.from({ length: BLOCK }, (_, i) => n * BLOCK + i);

function trainTasks(subnets: number): BlockTask[] {
  const objectives = Array.from(
    { length: subnets }, (_, subnet) => ({ subnet, labels: subnet === 0 ? 1 : 0, teacher: subnet === 0 ? null : 0 })
  );
  return [0, 1].map((n) => ({
    kind: "train", block: n, split: "train", images: block(n), epoch: 0, seed: 1, augment: true, flip: true, objectives, weight: 1 / BATCH,
  }));
}

const inferenceTasks: BlockTask[] = [0, 1].map(
  (n) => ({ kind: "evaluate", block: n, split: "train", images: block(n), subnet: 0, mode: "evaluate" })
);

/** Images a second: the best of a few rounds after warming up. */
async function speed(executor: BlockExecutor, tasks: BlockTask[], rounds = 4): Promise<number> {
  for (let n = 0; n < 2; n += 1) await executor.run(tasks);
  let best = Infinity;
  for (let n = 0; n < rounds; n += 1) {
    const began = performance.now();
    await executor.run(tasks);
    best = Math.min(best, performance.now() - began);
  }
  return (1000 * BATCH) / best;
}

/** Time spent in each kernel during one run of the tasks, as a share of the whole. */
async function breakdown(executor: BlockExecutor, tasks: BlockTask[]): Promise<Record<string, number>> {
  const shares: Record<string, number> = {};
  const prototype = Kernels.prototype as unknown as Record<string, (...args: unknown[]) => unknown>;
  const originals = KERNELS.map((name) => prototype[name]!);
  KERNELS.forEach((name, n) => {
    prototype[name] = function timed(...args: unknown[]): unknown {
      const began = performance.now();
      const result: unknown = originals[n]!.apply(this, args);
      shares[name] = (shares[name] ?? 0) + performance.now() - began;
      return result;
    };
  });
  const began = performance.now();
  await executor.run(tasks);
  const total = performance.now() - began;
  KERNELS.forEach((name, n) => { prototype[name] = originals[n]!; });
  const inside = Object.values(shares).reduce((a, b) => a + b, 0);
  const entries: [string, number][] = [...Object.entries(shares), ["other", total - inside]];
  return Object.fromEntries(entries.map(([name, time]) => [name, Number((time / total).toFixed(4))]));
}

function gemmGflopS(size = 1024): number {
  const pages = pagesFor(64 * 1024 + 3 * 4 * size * size);
  const memory = createMemory(pages);
  const arena = new Arena(64);
  const matrix = matrixKernel(memory, { initialPages: pages });
  const [a, b, c] = [arena.floats(size * size), arena.floats(size * size), arena.floats(size * size)];
  floatsAt(memory, a, 2 * size * size).fill(0.5);
  let best = Infinity;
  for (let n = 0; n < 5; n += 1) {
    const began = performance.now();
    matrix(a, b, c, size, size / 4, size / 8, 4 * size);
    best = Math.min(best, performance.now() - began);
  }
  return (2 * size ** 3) / best / 1e6;
}

async function figures(threads: number, gemm1024GflopS: number): Promise<ThreadFigures> {
  const shared = modelMemory(
    { spec: SPEC, subnets: subnetsOf(SPEC, WIDTHS), blockImages: BLOCK, blocks: BATCH / BLOCK, workspaces: threads }
  );
  initialise(shared.parameterLayout, shared.parameters, 1);
  shared.packing.pack(shared);
  const executor = blockExecutor(shared, DATA);
  try {
    return {
      fullWidthImagesPerS: await speed(executor, trainTasks(1)),
      fourWidthsImagesPerS: await speed(executor, trainTasks(WIDTHS.length)),
      inferenceImagesPerS: await speed(executor, inferenceTasks),
      gemm1024GflopS,
      breakdown: threads === 1 ? await breakdown(executor, trainTasks(WIDTHS.length)) : null,
    };
  } finally {
    await executor.close();
  }
}

const gemm = gemmGflopS();
const result = {
  threads: { "1": await figures(1, gemm), "2": await figures(2, gemm) }, peakMemoryBytes: process.resourceUsage().maxRSS * 1024,
};
if (process.argv.includes("--json")) console.log(JSON.stringify(result));
else {
  for (const [threads, f] of Object.entries(result.threads)) {
    console.log(
      `${threads} thread(s): ${f.fullWidthImagesPerS.toFixed(0)} images/s full width, `
        + `${f.fourWidthsImagesPerS.toFixed(0)} four widths, ${f.inferenceImagesPerS.toFixed(0)} inference`
    );
  }
  for (const [name, share] of Object.entries(result.threads["1"].breakdown ?? {})) {
    console.log(`  ${name.padEnd(12)} ${(100 * share).toFixed(1)} %`);
  }
  console.log(`matrix kernel ${gemm.toFixed(1)} GFLOP/s on one thread; peak memory ${(result.peakMemoryBytes / 1e6).toFixed(0)} MB`);
}
