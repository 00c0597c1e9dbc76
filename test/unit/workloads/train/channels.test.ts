// Choosing channels: another order computes the same, ranked channels come first, subnets are nested and small enough, and what rules add
// to the gradient is the gradient of what they say.
import { randomStream } from "../../../../sim/random.js";
import { countNetwork, customSubnet, fullSubnet, resnet, subnetsOf } from "../../../../workloads/nets/index.js";
import type { NetworkSpec } from "../../../../workloads/nets/index.js";
import { modelMemory } from "../../../../workloads/nn/model-memory.js";
import { SlimmableModel } from "../../../../workloads/nn/model.js";
import { parameterLayout } from "../../../../workloads/nn/parameters.js";
import { tensorNames } from "../../../../workloads/passes/tensor-names.js";
import { drawProceduralSet } from "../../../../workloads/data/index.js";
import { UNMOVED, writeImage } from "../../../../workloads/train/augmentation.js";
import { freeSlots, reordered } from "../../../../workloads/train/channel-order.js";
import { importanceByNorm, macsOf, narrowedTo, sortedByImportance } from "../../../../workloads/train/channel-choice.js";
import { channelNoise, noiseTensor } from "../../../../workloads/train/channel-noise.js";
import { absorbed, courseLayout, freshCourse, narrowedStart, slicedCourse, trainedCourse } from "../../../../workloads/train/course.js";
import type { Course } from "../../../../workloads/train/course.js";
import { groupLasso } from "../../../../workloads/train/group-lasso.js";

const IMAGES = 4;
const network = resnet(8, 10, "projection");
const images = drawProceduralSet(1, "test", IMAGES);

/** Every parameter its own value, batch norm too. */
function scrambled(spec: NetworkSpec): Course {
  const course = freshCourse(spec, [fullSubnet(spec)], 3);
  const random = randomStream(7, "scramble");
  return { ...course, parameters: course.parameters.map((value) => value + 0.1 * random.normal()) };
}

/** Of parameters laid out for that one subnet. */
function logits({ network: spec, parameters }: Pick<Course, "network" | "parameters">, subnet = fullSubnet(spec)): number[] {
  const shared = modelMemory({ spec, subnets: [subnet], blockImages: IMAGES, blocks: 1, workspaces: 1 });
  shared.parameters.set(parameters);
  shared.packing.pack(shared);
  const model = new SlimmableModel(shared);
  for (let n = 0; n < IMAGES; n += 1) writeImage(shared.memory, model.input, n, images, n, { zeroPoint: 128, pixelScale: 64 }, UNMOVED);
  return [...model.forward({ subnetIndex: 0, images: IMAGES, mode: "train", block: 0 })];
}

describe("the order of channels", () => {
  it("is free everywhere with projections, and bound where option-A shortcuts align channels by number", () => {
    expect([...freeSlots(network)]).toEqual(network.channels.map((_, slot) => slot));
    const bound = resnet(8);
    expect([...freeSlots(bound)]).toEqual([1, 3, 5]);
    expect(() => reordered(scrambled(bound), new Map([[0, [1, 0]]]))).toThrow(/keep their order/);
  });

  it.each(["projection", "identity"] as const)("does not change what a network computes (%s shortcuts)", (shortcut) => {
    const course = scrambled(resnet(8, 10, shortcut));
    const random = randomStream(11, "orders");
    const orders = new Map([...freeSlots(course.network)].map((slot): [number, number[]] => {
      const keys = Array.from({ length: course.network.channels[slot]! }, (_, n) => [random.next(), n] as const);
      return [slot, keys.sort(([a], [b]) => a - b).map(([, n]) => n)];
    }));
    const moved = reordered(course, orders);
    expect(moved.parameters).not.toEqual(course.parameters);
    const expected = logits(course);
    logits(moved).forEach((value, n) => expect(value).toBeCloseTo(expected[n]!, 3));
  });
});

describe("the choice of channels", () => {
  const course = scrambled(network);

  it("puts the heaviest first among those still kept, and leaves the others where they are", () => {
    const kept = network.channels.map((count) => count / 2);
    const { course: sorted, importance } = sortedByImportance(course, importanceByNorm(course), kept);
    importance.forEach((scores, slot) => {
      const front = [...scores.subarray(0, kept[slot])];
      expect(front).toEqual([...front].sort((a, b) => b - a));
      expect([...scores.subarray(kept[slot])]).toEqual([...importanceByNorm(course)[slot]!.subarray(kept[slot])]);
    });
    expect(importanceByNorm(sorted).map((scores) => [...scores]))
      .toEqual(importance.map((scores) => [...scores].map((value) => expect.closeTo(value, 10) as number)));
  });

  it("removes the lightest groups until the multiply-accumulates fit, nested, and says when they cannot", () => {
    const { importance } = sortedByImportance(course, importanceByNorm(course), network.channels);
    const [full, half, quarter] = [1, 0.5, 0.25].map((width) => countNetwork(network, subnetsOf(network, [width])[0]).macs) as [
      number, number, number,
    ];
    const wide = narrowedTo(network, importance, network.channels, { name: "half", macs: half }, 8);
    const narrow = narrowedTo(network, importance, wide, { name: "quarter", macs: quarter }, 8);
    expect(full).toBeGreaterThan(half);
    expect(macsOf(network, wide)).toBeLessThanOrEqual(half);
    expect(macsOf(network, narrow)).toBeLessThanOrEqual(quarter);
    narrow.forEach((count, slot) => expect(count).toBeLessThanOrEqual(wide[slot]!));
    expect(new Set(wide.map((count, slot) => count / network.channels[slot]!)).size).toBeGreaterThan(1);
    expect(() => narrowedTo(network, importance, network.channels, { name: "tiny", macs: 10 }, 2))
      .toThrow(/more multiply-accumulates than tiny may.*allowed at most 10/s);
  });
});

describe("a course", () => {
  const course = scrambled(network);
  const subnets = subnetsOf(network, [1, 0.5]);

  it("starts narrow batch norms as prefixes and takes the first subnet's back", () => {
    const start = narrowedStart(course, subnets);
    const layout = parameterLayout(network, subnets);
    const name = tensorNames.scale("stem.bn", subnets[1]!);
    expect([...layout.view(start, name)])
      .toEqual([...courseLayout(network).view(course.parameters, tensorNames.scale("stem.bn", fullSubnet(network))).subarray(0, 8)]);
    expect(absorbed(course, subnets, start).parameters).toEqual(course.parameters);
    expect(trainedCourse({ network, subnets, parameters: start }, subnets.slice(0, 1)).parameters).toEqual(course.parameters);
    expect(() => trainedCourse({ network, subnets: subnets.slice(1), parameters: narrowedStart(course, subnets.slice(1)) }, subnets))
      .toThrow(/no subnet with all channels/);
  });

  it("gives a trained network back with the batch norms of all its subnets, until its weights change", () => {
    const trained = { network, subnets, parameters: Float32Array.from(narrowedStart(course, subnets), (value, n) => value + n / 1000) };
    const origin = trainedCourse(trained, subnets.slice(0, 1));
    expect(narrowedStart(origin, subnets)).toEqual(trained.parameters);
    expect(narrowedStart(origin, subnetsOf(network, [1, 0.25])))
      .toEqual(narrowedStart(absorbed(origin, subnets, trained.parameters), subnetsOf(network, [1, 0.25])));
    expect(narrowedStart(absorbed(origin, subnets, trained.parameters), subnets)).not.toEqual(trained.parameters);
    expect(reordered(origin, new Map())).not.toHaveProperty("origin");
  });

  it("sliced to a narrow network equals the shared network at that width", () => {
    const half = customSubnet(network, "half", network.channels.map((count) => count / 2));
    const sliced = slicedCourse(course, { ...network, channels: half.channels });
    expect(logits(sliced)).toEqual(logits({ network, parameters: narrowedStart(course, [half]) }, half));
  });

  it("sliced from a trained network keeps the batch norms of the subnet with those channels", () => {
    const trained = { network, subnets, parameters: Float32Array.from(narrowedStart(course, subnets), (value, n) => value + n / 1000) };
    const sliced = slicedCourse(trainedCourse(trained, subnets.slice(0, 1)), { ...network, channels: subnets[1]!.channels });
    expect(logits(sliced))
      .toEqual(logits({ network, parameters: narrowedStart(trainedCourse(trained, subnets), [subnets[1]!]) }, subnets[1]));
    expect(logits(sliced)).not.toEqual(logits(slicedCourse(course, sliced.network)));
  });
});

describe("rules between learned and running parameters", () => {
  const subnets = [fullSubnet(network)];

  it("group lasso adds the gradient of the sum of the channels' norms", () => {
    const layout = courseLayout(network);
    const { parameters } = scrambled(network);
    const rule = groupLasso(0.3, network.channels.map(() => 2))({ network, subnets, seed: 1 });
    const gradient = new Float32Array(layout.size);
    rule.pullBack!(gradient, parameters, layout, 0);
    const { offset, size } = layout.slot(tensorNames.weight("stem.conv"));
    const row = size / 16;
    const norm = (changed: number, by: number): number =>
      Math.hypot(...Array.from({ length: row }, (_, n) => parameters[offset + row + n]! + (n === changed ? by : 0)));
    for (const n of [0, 5, 26]) expect(gradient[offset + row + n]).toBeCloseTo((0.3 * (norm(n, 1e-4) - norm(n, -1e-4))) / 2e-4, 4);
    expect(gradient.subarray(offset + 2 * row, offset + size).every((value) => value === 0)).toBe(true);
  });

  it("channel noise runs W + alpha eta, the same for the same step, and gives alpha its gradient", () => {
    const rule = channelNoise({ network, subnets, seed: 5 });
    const layout = parameterLayout(network, subnets, rule.extras);
    const learned = new Float32Array(layout.size);
    learned.set(scrambled(network).parameters);
    const run = (
      step: number,
    ): Float32Array => { const running = learned.slice(); rule.apply!(running, learned, layout, step); return running; };
    expect(run(0)).toEqual(learned);
    network.channels.forEach((_, slot) => layout.view(learned, noiseTensor(slot)).fill(0.5));
    const [first, again, other] = [run(0), run(0), run(1)];
    expect(again).toEqual(first);
    expect(other).not.toEqual(first);
    run(0);
    const gradient = new Float32Array(layout.size).fill(0);
    const name = tensorNames.weight("stem.conv");
    layout.view(gradient, name).fill(1);
    rule.pullBack!(gradient, learned, layout, 0);
    const noise = layout.view(first, name).map((value, n) => (value - layout.view(learned, name)[n]!) / 0.5);
    const expected = noise.subarray(27, 54).reduce((sum, value) => sum + value, 0);
    expect(layout.view(gradient, noiseTensor(0))[1]).toBeCloseTo(expected, 2);
  });
});
