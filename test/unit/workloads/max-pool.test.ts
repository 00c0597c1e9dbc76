// Max pooling from graph to integers: shapes, the padding that is minus infinity, scales that stay, and what is refused.
import { inferShapes, type NetworkSpec } from "../../../workloads/nets/index.js";
import { modelMemory } from "../../../workloads/nn/model-memory.js";
import { SlimmableModel } from "../../../workloads/nn/model.js";
import { parameterLayout, statisticsLayout } from "../../../workloads/nn/parameters.js";
import { quantizeModel } from "../../../workloads/quant/quantize.js";
import { randomModel } from "../../../workloads/quant/random-model.js";
import { PlainNetwork } from "../../fixtures/plain-network.js";
import { runReferenceMaps } from "../../../workloads/reference/reference-network.js";
import { floatsAt } from "../../../workloads/tensor/arena.js";
import { innerOffset, pitchOf, planeFloats } from "../../../workloads/tensor/plane.js";
import { randomStream } from "../../../sim/random.js";

/** A convolution whose result keeps its sign, pooled behind a border, and a classifier. */
const network = (kernel: number, stride: number, padding: number): NetworkSpec => ({
  name: "pooled", input: { channels: 3, height: 16, width: 16 }, classes: 2, channels: [2],
  nodes: [
    { kind: "conv", id: "conv", input: "image", slot: 0, kernel: 1, stride: 1, padding: 0 },
    { kind: "batch-norm", id: "norm", input: "conv" },
    { kind: "max-pool", id: "max", input: "norm", kernel, stride, padding },
    { kind: "global-average-pool", id: "pool", input: "max" },
    { kind: "linear", id: "fc", input: "pool", outFeatures: 2 },
  ],
});
const spec = network(3, 2, 1);
const subnets = [{ name: "full", width: 1, channels: spec.channels }];

/** Channel 0 is minus the sum of the inputs less one, always negative; channel 1 is the first input. */
function floatModel(): ConstructorParameters<typeof PlainNetwork>[0] {
  const [learned, measured] = [parameterLayout(spec, subnets), statisticsLayout(spec, subnets)];
  const [parameters, statistics] = [new Float32Array(learned.size), new Float32Array(measured.size)];
  learned.view(parameters, "conv.weight").set([-1, -1, -1, 1, 0, 0]);
  learned.view(parameters, "norm.scale@full").fill(1);
  learned.view(parameters, "norm.shift@full").set([-1, 0]);
  learned.view(parameters, "fc.weight").set([1, 2, 3, 4]);
  measured.view(statistics, "norm.variance@full").fill(1);
  return { network: spec, subnets, parameters, statistics };
}

const pixels = Float32Array.from({ length: 3 * 256 }, ((random) => () => random.next())(randomStream("pixels")));
const largestOf = (map: ArrayLike<number>, channel: number, y: number, x: number): number => {
  let largest = -Infinity;
  for (const row of [2 * y - 1, 2 * y, 2 * y + 1]) for (const column of [2 * x - 1, 2 * x, 2 * x + 1]) if (row >= 0 && column >= 0) {
    largest = Math.max(largest, map[(channel * 16 + row) * 16 + column]!);
  }
  return largest;
};

describe("a max pool", () => {
  it("has whole steps of windows only, as wide as its input", () => {
    expect(inferShapes(network(3, 2, 1)).get("max")).toEqual({ channels: 2, height: 8, width: 8 });
    expect(inferShapes(network(3, 3, 0)).get("max")).toEqual({ channels: 2, height: 5, width: 5 });
    expect(() => inferShapes(network(2, 2, 2))).toThrow(/max.*windows do not fit.*padding below the kernel/s);
    expect(() => inferShapes(network(17, 1, 0))).toThrow(/windows do not fit/);
  });

  it("in float takes the largest of what lies in the map: a border of negative values stays negative", () => {
    const maps = new PlainNetwork(floatModel(), subnets[0]!).run(pixels);
    const [from, to] = [maps.get("norm")!, maps.get("max")!];
    to.forEach((value, at) => expect(value).toBe(largestOf(from, Math.floor(at / 64), Math.floor(at / 8) % 8, at % 8)));
    expect(Math.max(...to.subarray(0, 64))).toBeLessThan(-1);
  });

  it("in the trainer gives the float network's map", () => {
    const { parameters } = floatModel();
    const shared = modelMemory({ spec, subnets, blockImages: 2, blocks: 1, workspaces: 1 });
    shared.parameters.set(parameters);
    shared.statistics.set(floatModel().statistics);
    shared.packing.pack(shared);
    const model = new SlimmableModel(shared);
    pixels.forEach((value, at) => {
      const [c, y, x] = [Math.floor(at / 256), Math.floor(at / 16) % 16, at % 16];
      const { address, shape, imageBytes } = model.input;
      for (const image of [0, 1]) floatsAt(
        shared.memory, address + image * imageBytes + 4 * c * planeFloats(shape), planeFloats(shape)
      )[innerOffset(shape) + y * pitchOf(shape) + x] = value;
    });
    const logits = model.forward({ subnetIndex: 0, images: 2, mode: "evaluate", block: 0 });
    const expected = new PlainNetwork(floatModel(), subnets[0]!).run(pixels).get("fc")!;
    [...expected, ...expected].forEach((value, n) => expect(logits[n]).toBeCloseTo(value, 4));
  });

  it("in integers keeps sign, bits and scale of its input, and needs no table", () => {
    const model = quantizeModel({ ...randomModel(spec, subnets, randomStream("weights")), norm: () =>
      ({ scale: Float64Array.of(0.1, 1), shift: Float64Array.of(-0.9, 0) }) }, { weightBits: 8, activationBits: 7 });
    const integers = model.subnets[0]!;
    const tensor = (id: string) => integers.tensors.find((candidate) => candidate.id === id)!;
    expect(tensor("max")).toEqual({ ...tensor("norm"), id: "max", height: 8, width: 8 });
    expect(tensor("norm").signed).toBe(true);
    const maps = runReferenceMaps(integers, Int32Array.from(pixels, (value) => Math.floor(256 * value)));
    const [from, to] = [maps.get("norm")!, maps.get("max")!];
    expect([...to]).toEqual([...to].map((_, at) => largestOf(from, Math.floor(at / 64), Math.floor(at / 8) % 8, at % 8)));
    expect(Math.max(...to.subarray(0, 64))).toBeLessThan(0);
  });
});
