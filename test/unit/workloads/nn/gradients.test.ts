// Backward passes against finite differences of the forward pass, through every kind of layer and at full and narrow width.
import { randomStream } from "../../../../sim/random.js";
import { customSubnet, fullSubnet } from "../../../../workloads/nets/index.js";
import type { NetworkSpec } from "../../../../workloads/nets/index.js";
import { crossEntropy, oneHot } from "../../../../workloads/nn/loss.js";
import { modelMemory } from "../../../../workloads/nn/model-memory.js";
import { clipTensors } from "../../../../workloads/nn/rounded-activation.js";
import { SlimmableModel } from "../../../../workloads/nn/model.js";
import { networkFormats } from "../../../../workloads/quant/formats.js";
import { floatsAt } from "../../../../workloads/tensor/arena.js";
import { innerOffset, pitchOf, planeFloats } from "../../../../workloads/tensor/plane.js";

/**
 * Odd channel counts, which every convolution does directly, and multiples of four, where Winograd's algorithm does the 3x3 ones;
 * seeds whose steps meet few rectifier corners.
 */
const CHANNELS = {
  odd: { seed: 7, full: [5, 6, 7, 9, 4], narrow: [3, 6, 5, 2, 3] },
  fours: { seed: 10, full: [12, 12, 16, 12, 8], narrow: [8, 8, 8, 8, 8] },
};

/** Two stages with a strided convolution and shortcut, a 1x1 convolution, and every kind of node. */
const SPEC: Omit<NetworkSpec, "channels"> = {
  name: "tiny", input: { channels: 3, height: 16, width: 16 }, classes: 4,
  nodes: [
    { kind: "conv", id: "c0", input: "image", slot: 0, kernel: 3, stride: 1, padding: 1 },
    { kind: "batch-norm", id: "n0", input: "c0" },
    { kind: "relu", id: "r0", input: "n0" },
    { kind: "conv", id: "c1", input: "r0", slot: 1, kernel: 3, stride: 1, padding: 1 },
    { kind: "batch-norm", id: "n1", input: "c1" },
    { kind: "add", id: "a1", input: "n1", shortcut: "r0", shortcutStride: 1 },
    { kind: "relu", id: "r1", input: "a1" },
    { kind: "conv", id: "c2", input: "r1", slot: 2, kernel: 3, stride: 2, padding: 1 },
    { kind: "relu", id: "r2", input: "c2" },
    { kind: "conv", id: "c3", input: "r2", slot: 3, kernel: 1, stride: 1, padding: 0 },
    { kind: "batch-norm", id: "n3", input: "c3" },
    { kind: "add", id: "a3", input: "n3", shortcut: "r1", shortcutStride: 2 },
    { kind: "conv", id: "c4", input: "a3", slot: 4, kernel: 3, stride: 1, padding: 1 },
    { kind: "batch-norm", id: "n4", input: "c4" },
    { kind: "relu", id: "r4", input: "n4" },
    { kind: "global-average-pool", id: "pool", input: "r4" },
    { kind: "linear", id: "fc", input: "pool", outFeatures: 4 },
  ],
};
/** Projections on the shortcut: a strided one listed behind the branch that it joins, and one listed before. */
const PROJECTED: Omit<NetworkSpec, "channels"> = {
  name: "projected", input: { channels: 3, height: 16, width: 16 }, classes: 4,
  nodes: [
    { kind: "conv", id: "c0", input: "image", slot: 0, kernel: 3, stride: 1, padding: 1 },
    { kind: "batch-norm", id: "n0", input: "c0" },
    { kind: "relu", id: "r0", input: "n0" },
    { kind: "conv", id: "c1", input: "r0", slot: 1, kernel: 3, stride: 2, padding: 1 },
    { kind: "batch-norm", id: "n1", input: "c1" },
    { kind: "relu", id: "r1", input: "n1" },
    { kind: "conv", id: "c2", input: "r1", slot: 2, kernel: 3, stride: 1, padding: 1 },
    { kind: "batch-norm", id: "n2", input: "c2" },
    { kind: "conv", id: "p2", input: "r0", slot: 2, kernel: 1, stride: 2, padding: 0 },
    { kind: "batch-norm", id: "q2", input: "p2" },
    { kind: "add", id: "a2", input: "n2", shortcut: "q2", shortcutStride: 1 },
    { kind: "relu", id: "r2", input: "a2" },
    { kind: "conv", id: "p3", input: "r2", slot: 3, kernel: 1, stride: 1, padding: 0 },
    { kind: "batch-norm", id: "q3", input: "p3" },
    { kind: "conv", id: "c3", input: "r2", slot: 3, kernel: 3, stride: 1, padding: 1 },
    { kind: "batch-norm", id: "n3", input: "c3" },
    { kind: "add", id: "a3", input: "n3", shortcut: "q3", shortcutStride: 1 },
    { kind: "conv", id: "c4", input: "a3", slot: 4, kernel: 3, stride: 1, padding: 1 },
    { kind: "relu", id: "r4", input: "c4" },
    { kind: "global-average-pool", id: "pool", input: "r4" },
    { kind: "linear", id: "fc", input: "pool", outFeatures: 4 },
  ],
};
/** Max pools over values of both signs with a border, over overlapping windows, and one that feeds a convolution and a shortcut. */
const POOLED: Omit<NetworkSpec, "channels"> = {
  name: "pooled", input: { channels: 3, height: 16, width: 16 }, classes: 4,
  nodes: [
    { kind: "conv", id: "c0", input: "image", slot: 0, kernel: 3, stride: 1, padding: 1 },
    { kind: "batch-norm", id: "n0", input: "c0" },
    { kind: "max-pool", id: "m0", input: "n0", kernel: 3, stride: 1, padding: 1 },
    { kind: "conv", id: "c1", input: "m0", slot: 1, kernel: 3, stride: 1, padding: 1 },
    { kind: "batch-norm", id: "n1", input: "c1" },
    { kind: "relu", id: "r1", input: "n1" },
    { kind: "max-pool", id: "m1", input: "r1", kernel: 3, stride: 2, padding: 0, endPadding: 1 },
    { kind: "conv", id: "c2", input: "m1", slot: 2, kernel: 3, stride: 1, padding: 1 },
    { kind: "batch-norm", id: "n2", input: "c2" },
    { kind: "add", id: "a2", input: "n2", shortcut: "m1", shortcutStride: 1 },
    { kind: "conv", id: "c3", input: "a2", slot: 3, kernel: 1, stride: 1, padding: 0 },
    { kind: "batch-norm", id: "n3", input: "c3" },
    { kind: "relu", id: "r3", input: "n3" },
    { kind: "conv", id: "c4", input: "r3", slot: 4, kernel: 3, stride: 1, padding: 1 },
    { kind: "max-pool", id: "m4", input: "c4", kernel: 2, stride: 3, padding: 0 },
    { kind: "global-average-pool", id: "pool", input: "m4" },
    { kind: "linear", id: "fc", input: "pool", outFeatures: 4 },
  ],
};
/**
 * Kernels, paddings and strides that are unfolded, a rectifier with an upper bound, and maps whose width is no multiple of a kernel step,
 * direct ones among them.
 */
const UNUSUAL: Omit<NetworkSpec, "channels"> = {
  name: "unusual", input: { channels: 3, height: 16, width: 16 }, classes: 4,
  nodes: [
    { kind: "conv", id: "c0", input: "image", slot: 0, kernel: 5, stride: 1, padding: 0 },
    { kind: "batch-norm", id: "n0", input: "c0" },
    { kind: "relu", id: "r0", input: "n0", most: 0.9 },
    { kind: "conv", id: "c1", input: "r0", slot: 1, kernel: 3, stride: 1, padding: 1 },
    { kind: "batch-norm", id: "n1", input: "c1" },
    { kind: "add", id: "a1", input: "n1", shortcut: "r0", shortcutStride: 1 },
    { kind: "relu", id: "r1", input: "a1" },
    { kind: "conv", id: "c2", input: "r1", slot: 2, kernel: 4, stride: 2, padding: 1 },
    { kind: "batch-norm", id: "n2", input: "c2" },
    { kind: "conv", id: "p2", input: "r1", slot: 2, kernel: 1, stride: 2, padding: 0 },
    { kind: "batch-norm", id: "q2", input: "p2" },
    { kind: "add", id: "a2", input: "n2", shortcut: "q2", shortcutStride: 1 },
    { kind: "conv", id: "c3", input: "a2", slot: 3, kernel: 3, stride: 2, padding: 0, endPadding: 1 },
    { kind: "batch-norm", id: "n3", input: "c3" },
    { kind: "relu", id: "r3", input: "n3" },
    { kind: "conv", id: "c4", input: "r3", slot: 4, kernel: 2, stride: 3, padding: 2 },
    { kind: "batch-norm", id: "n4", input: "c4" },
    { kind: "global-average-pool", id: "pool", input: "n4" },
    { kind: "linear", id: "fc", input: "pool", outFeatures: 4 },
  ],
};

/** What attention adaptors are made of: grouped and biased convolutions, gates over channels and pixels, hidden layers of vectors. */
const GATED: typeof SPEC = {
  name: "gated", input: { channels: 3, height: 16, width: 16 }, classes: 4,
  nodes: [
    { kind: "conv", id: "c0", input: "image", slot: 0, kernel: 3, stride: 2, padding: 1, bias: true },
    { kind: "relu", id: "r0", input: "c0" },
    { kind: "conv", id: "c1", input: "r0", slot: 0, kernel: 3, stride: 1, padding: 1, groups: 4 },
    { kind: "batch-norm", id: "n1", input: "c1" },
    { kind: "relu", id: "r1", input: "n1" },
    { kind: "conv", id: "c2", input: "r1", slot: 1, kernel: 5, stride: 2, padding: 2, groups: 2, bias: true },
    { kind: "global-average-pool", id: "s2", input: "c2" },
    { kind: "conv", id: "d2", input: "s2", slot: 3, kernel: 1, stride: 1, padding: 0, bias: true },
    { kind: "relu", id: "e2", input: "d2" },
    { kind: "linear", id: "f2", input: "e2", slot: 1 },
    { kind: "sigmoid", id: "g2", input: "f2" },
    { kind: "multiply", id: "m2", input: "c2", gate: "g2" },
    { kind: "conv", id: "p2", input: "m2", slot: 2, kernel: 1, stride: 1, padding: 0 },
    { kind: "sigmoid", id: "q2", input: "p2" },
    { kind: "conv", id: "t2", input: "m2", slot: 2, kernel: 3, stride: 1, padding: 1 },
    { kind: "multiply", id: "u2", input: "t2", gate: "q2" },
    { kind: "global-average-pool", id: "pool", input: "u2" },
    { kind: "linear", id: "h", input: "pool", slot: 4 },
    { kind: "batch-norm", id: "hn", input: "h" },
    { kind: "relu", id: "hr", input: "hn" },
    { kind: "linear", id: "k", input: "hr", slot: 4 },
    { kind: "add", id: "ka", input: "k", shortcut: "hr", shortcutStride: 1 },
    { kind: "linear", id: "fc", input: "ka", outFeatures: 4 },
  ],
};
const IMAGES = 4;
const LABELS = [0, 3, 1, 2];

/** Rounding so fine that only its clips are felt: what is left is the function whose gradient straight-through training takes. */
const FINE_BITS = 22;

type Channels = (typeof CHANNELS)["odd"];

function build(graph: Omit<NetworkSpec, "channels">, channels: Channels, isClipped: boolean) {
  const spec = { ...graph, channels: channels.full };
  const subnets = [fullSubnet(spec), customSubnet(spec, "narrow", channels.narrow)];
  const tensors = isClipped ? [...networkFormats(spec, { weightBits: 8, activationBits: FINE_BITS }).activations.values()] : [];
  const rounding = { tensors, clips: "learned" as const };
  const shared = modelMemory({ spec, subnets, blockImages: IMAGES, blocks: 1, workspaces: 1, ...(isClipped ? {
    rounding, extras: clipTensors(rounding, subnets),
  } : {}) });
  const random = randomStream(channels.seed, "gradient test");
  for (const slot of shared.parameterLayout.slots) {
    const values = shared.parameterLayout.view(shared.parameters, slot.name);
    values.forEach((_, n) => { values[n] = (slot.name.includes("scale") ? 1 : 0) + 0.4 * random.normal(); });
    if (slot.name.includes(".clip@")) values[0] = slot.name.startsWith("pool") ? 0.5 : 1.2;
  }
  const model = new SlimmableModel(shared);
  const { input } = model;
  for (let plane = 0; plane < IMAGES * 4; plane += 1) {
    if (plane % 4 === 3) continue;
    const values = floatsAt(shared.memory, input.address + plane * 4 * planeFloats(input.shape), planeFloats(input.shape));
    for (let y = 0; y < 16; y += 1) for (let x = 0; x < 16; x += 1) values[innerOffset(input.shape) + y * pitchOf(input.shape)
      + x] = random.normal();
  }
  return { shared, model, random };
}

const GRAPHS: [string, typeof SPEC, (keyof typeof CHANNELS)[], boolean][] = [
  ["plain", SPEC, ["odd", "fours"], false], ["projected", PROJECTED, ["odd", "fours"], false], ["pooled", POOLED, ["odd"], false], [
    "unusual", UNUSUAL, ["odd", "fours"], false,
  ],
  ["gated", GATED, ["fours"], false],
  ["plain and clipped", SPEC, ["odd"], true], ["projected and clipped", PROJECTED, ["odd"], true], [
    "unusual and clipped", UNUSUAL, ["odd"], true,
  ],
];
const CASES = GRAPHS.flatMap(([name, spec, kinds, isClipped]) =>
  kinds.flatMap((kind) => ["full", "narrow"].map((width, index): [string, string, string, typeof SPEC, Channels, boolean, number] =>
    [name, kind, width, spec, CHANNELS[kind], isClipped, index])));

describe.each(
  CASES
)("the gradients of the %s network, channels %s, at %s width", (_name, _kind, _width, spec, channels, isClipped, subnetIndex) => {
  it("agree with finite differences for every parameter tensor", () => {
    const { shared, model, random } = build(spec, channels, isClipped);
    const state = { subnetIndex, images: IMAGES, mode: "train" as const, block: 0 };
    const loss = (): number => {
      shared.packing.pack(shared);
      return crossEntropy(model.forward(state), oneHot(LABELS, 4), 4, 1).loss;
    };
    loss();
    model.beginBlock(0);
    const { gradient } = crossEntropy(model.forward(state), oneHot(LABELS, 4), 4, 1);
    model.backward(state, gradient);
    model.endBlock(0);
    const analytic = shared.gradients[0]!.slice();
    const clips = shared.parameterLayout.slots.filter(({ name }) => name.includes(`.clip@${shared.shape.subnets[subnetIndex]!.name}`));
    const clipped = clips.filter(({ offset }) => analytic[offset] !== 0).length;
    expect(clipped).toBeGreaterThanOrEqual(isClipped ? clips.length - 1 : 0);
    for (const slot of shared.parameterLayout.slots) {
      const direction = Float64Array.from({ length: slot.size }, () => random.normal());
      const values = shared.parameterLayout.view(shared.parameters, slot.name);
      const kept = values.slice();
      const slope = (length: number): number => {
        const step = length / Math.sqrt(slot.size);
        const at = (
          sign: number,
        ): number => { values.forEach((_, n) => { values[n] = kept[n]! + sign * step * direction[n]!; }); return loss(); };
        const difference = (at(1) - at(-1)) / (2 * step);
        values.set(kept);
        return difference;
      };
      const expected = direction.reduce((sum, d, n) => sum + d * analytic[slot.offset + n]!, 0);
      // Clips have more corners, and codes of 22 bits are as coarse as float32.
      const [share, least] = isClipped ? [0.05, 0.15] : [0.03, 0.05];
      const scale = Math.hypot(...shared.parameterLayout.view(analytic, slot.name)) + least;
      // A long step meets corners of rectifiers and clips, a short one float32's grain; a wrong gradient agrees at none.
      const slopes = [5e-4, 2e-3, 1.5e-4].map(slope);
      if (slopes.every((numeric) => Math.abs(numeric - expected) > share * scale)) {
        throw new Error(`${slot.name}: ${slopes.join(", ")} by difference, ${expected} by backward`);
      }
    }
  });
});
