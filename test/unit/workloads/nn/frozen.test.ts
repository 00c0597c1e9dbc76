// What is frozen gets no gradient, is not computed and not kept; everything else is as without it, byte for byte.
import { subnetsOf, type NetworkSpec } from "../../../../workloads/nets/index.js";
import { drawnModel, oneStep, type DrawnModel } from "../../../fixtures/trained-step.js";
import { tinyNetwork } from "../../../fixtures/tiny-training.js";

const subnets = subnetsOf(tinyNetwork, [1, 0.5]);
const IMAGES = 4;
const drawn = (isFrozen: (name: string) => boolean, spec: NetworkSpec = tinyNetwork): DrawnModel =>
  drawnModel(spec, subnets, IMAGES, 3, isFrozen);
const isNorm = (name: string): boolean => /\.(scale|shift|mean|variance)@/.test(name);
const isStatistic = (name: string): boolean => /\.(mean|variance)@/.test(name);
const bytesOf = ({ shared }: DrawnModel): number => shared.memory.buffer.byteLength;

type Kernel = (...args: number[]) => unknown;
interface RunsKernels { run: Record<string, Kernel> }

/** Calls of each kernel during one step. */
function kernelCalls(model: DrawnModel): Record<string, number> {
  const calls: Record<string, number> = {};
  const kernels = (model.model as unknown as { kernels: RunsKernels & { winograd: RunsKernels } }).kernels;
  const counted = (name: string, kernel: Kernel): Kernel => (...args) => { calls[name]! += 1; return kernel(...args); };
  const run = Object.fromEntries(
    Object.entries(kernels.run).map(([name, kernel]) => { calls[name] = 0; return [name, counted(name, kernel)]; })
  );
  Object.assign(kernels, { run });
  Object.assign(kernels.winograd, { run });
  oneStep(model, 0);
  return calls;
}

const sum = (calls: Record<string, number>, pattern: RegExp): number =>
  Object.entries(calls).reduce((total, [name, count]) => total + (pattern.test(name) ? count : 0), 0);

/** Frozen sets of parameters; statistics stay where said. */
const CASES: [string, (name: string) => boolean][] = [
  ["everything but the classifier", (name) => !name.startsWith("fc.") && !isStatistic(name)],
  ["the first layers", (name) => /^[cn][01]\./.test(name) && !isStatistic(name)],
  ["all convolutions", (name) => name.endsWith(".weight") && !name.startsWith("fc.")],
  ["the main branch of an addition", (name) => /^(c0|n0|c1|n1|c2|n2)\./.test(name) && !isStatistic(name)],
  ["batch norms but their statistics", (name) => isNorm(name) && !isStatistic(name)],
];

describe.each(CASES)("with %s frozen", (_name, isFrozen) => {
  const free = drawn(() => false);

  it.each([0, 1])("subnet %i has the same loss, no gradient of what is frozen and the same bytes of the rest", (subnet) => {
    const [own, all] = [oneStep(drawn(isFrozen), subnet), oneStep(free, subnet)];
    expect(own.loss).toBe(all.loss);
    const { parameterLayout } = free.shared;
    for (const { name } of parameterLayout.slots) {
      const expected = isFrozen(name) ? parameterLayout.view(all.gradient, name).map(() => 0) : parameterLayout.view(all.gradient, name);
      expect([name, ...parameterLayout.view(own.gradient, name)]).toEqual([name, ...expected]);
    }
  });

  it("needs no more memory and no more kernels", () => {
    expect(bytesOf(drawn(isFrozen))).toBeLessThanOrEqual(bytesOf(free));
    const [own, all] = [kernelCalls(drawn(isFrozen)), kernelCalls(drawn(() => false))];
    for (const name of Object.keys(all)) expect([name, own[name]! <= all[name]!]).toEqual([name, true]);
  });
});

describe("a frozen backbone", () => {
  const backbone = (name: string): boolean => !name.startsWith("fc.") && !isStatistic(name);

  it("has no way back at all: no gradients of weights or maps, no masks, and maps that leave their memory to later ones", () => {
    const [own, all] = [kernelCalls(drawn(backbone)), kernelCalls(drawn(() => false))];
    expect(sum(own, /weights?|combine|mask|copy/i)).toBe(0);
    expect(sum(all, /weights?|combine|mask|copy/i)).toBeGreaterThan(0);
    expect(own["scaleShift"]).toBe(all["scaleShift"]);
    expect(drawn(backbone).shared.plan.gradientBufferShapes).toEqual([]);
    expect(bytesOf(drawn(backbone))).toBeLessThan(0.7 * bytesOf(drawn(() => false)));
  });

  it("keeps the statistics that are frozen, and uses them while training", () => {
    const model = drawn((name) => isNorm(name) || name.endsWith(".weight"));
    const { shared } = model;
    const before = shared.statistics.slice();
    const logits = model.model.forward({ subnetIndex: 0, images: IMAGES, mode: "train", block: 0 }).slice();
    expect([...model.model.forward({ subnetIndex: 0, images: IMAGES, mode: "evaluate", block: 0 })]).toEqual([...logits]);
    expect([...shared.statistics]).toEqual([...before]);
    expect(shared.batchStatistics[0]!.every((value) => value === 0)).toBe(true);
  });
});

describe("a batch norm with frozen statistics", () => {
  it("passes gradients on that agree with finite differences", () => {
    const isFrozen = (name: string): boolean => isStatistic(name) || /^n[12]\./.test(name);
    const model = drawn(isFrozen);
    const { parameterLayout, parameters, packing } = model.shared;
    const { gradient } = oneStep(model, 0);
    for (const name of ["c1.weight", "n3.scale@1.00x", "n0.shift@1.00x", "cs.weight"]) {
      const values = parameterLayout.view(parameters, name);
      const kept = values.slice();
      const direction = kept.map((_, n) => Math.sin(n + 1));
      const at = (step: number): number => {
        values.forEach((_, n) => { values[n] = kept[n]! + step * direction[n]!; });
        packing.pack(model.shared);
        return oneStep(model, 0).loss;
      };
      const slopes = [2e-3, 5e-4, 1e-4].map((step) => (at(step) - at(-step)) / (2 * step));
      values.set(kept);
      packing.pack(model.shared);
      const own = parameterLayout.view(gradient, name);
      const expected = direction.reduce((total, value, n) => total + value * own[n]!, 0);
      const scale = 0.03 * Math.hypot(...own) + 0.01;
      expect([name, slopes, expected, slopes.some((slope) => Math.abs(slope - expected) < scale)]).toEqual([name, slopes, expected, true]);
    }
  });
});
